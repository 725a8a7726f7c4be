package dev.symphony.audit;

import java.util.Arrays;

/**
 * A JSON object of numbers and texts that is being written into memory, in UTF-8 and without
 * spaces. It goes from {@link #begin} to {@link #end}, and then again; one instance serves one
 * thread. What is no text in Unicode, half a surrogate pair, becomes U+FFFD.
 */
final class JsonLine {
  private static final int MOST_BYTES_PER_CHAR = 6;
  private static final String HEX = "0123456789ABCDEF";

  private byte[] bytes = new byte[1_024];
  private int length;

  /** Begins an object; what was written before is gone. */
  void begin() {
    length = 0;
    put('{');
  }

  /** Adds a number. */
  void number(String name, long value) {
    name(name);
    ascii(Long.toString(value));
  }

  /** Adds a text. */
  void text(String name, String value) {
    name(name);
    quoted(value);
  }

  /** Ends the object. */
  byte[] end() {
    put('}');
    return Arrays.copyOf(bytes, length);
  }

  private void name(String name) {
    if (length > 1) {
      put(',');
    }
    quoted(name);
    put(':');
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void put(int ascii) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) ascii;
  }

  private void quoted(String text) {
    int room = length + 2 + MOST_BYTES_PER_CHAR * text.length();
    if (room > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * room);
    }
    bytes[length++] = '"';
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x80 && c != '"' && c != '\\') {
        bytes[length++] = (byte) c;
      } else if (c < 0x80) {
        escaped(c);
      } else {
        int point = text.codePointAt(i);
        i += Character.charCount(point) - 1;
        encoded(Character.getType(point) == Character.SURROGATE ? 0xFFFD : point);
      }
    }
    bytes[length++] = '"';
  }

  private void escaped(char c) {
    bytes[length++] = '\\';
    int known = "\"\\\b\t\n\f\r".indexOf(c);
    if (known >= 0) {
      bytes[length++] = (byte) "\"\\btnfr".charAt(known);
    } else {
      ascii("u00");
      put(HEX.charAt(c >> 4));
      put(HEX.charAt(c & 0xF));
    }
  }

  private void encoded(int point) {
    if (point < 0x800) {
      bytes[length++] = (byte) (0xC0 | (point >> 6));
    } else {
      if (point < 0x10000) {
        bytes[length++] = (byte) (0xE0 | (point >> 12));
      } else {
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
      }
      bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
    }
    bytes[length++] = (byte) (0x80 | (point & 0x3F));
  }
}
