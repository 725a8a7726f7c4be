package dev.symphony.host.service.http;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** The one way to write the path and the query of an address. */
final class UrlText {
  private static final String UNRESERVED_MARKS = "-._~";
  private static final String PATH_MARKS = UNRESERVED_MARKS + "!$&'()*+,;=:@/";
  private static final String QUERY_MARKS = PATH_MARKS + "?";

  /** Encoded control characters, slash, backslash and percent sign. */
  private static final Pattern AMBIGUOUS = Pattern.compile("%([01].|7F|2F|5C|25)");

  private UrlText() {}

  static Optional<String> path(String text) {
    return normal(text, PATH_MARKS).filter(UrlText::isPlain);
  }

  static Optional<String> query(String text) {
    return normal(text, QUERY_MARKS);
  }

  /** The text with percent encoding only where it is needed, and nothing when it is malformed. */
  private static Optional<String> normal(String text, String marks) {
    StringBuilder normal = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '%') {
        int octet = octet(text, i + 1);
        if (octet < 0) {
          return Optional.empty();
        }
        append(normal, octet);
        i += 2;
      } else if (isOneOf(c, marks)) {
        normal.append(c);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(normal.toString());
  }

  private static int octet(String text, int start) {
    return start + 2 <= text.length()
            && HexFormat.isHexDigit(text.charAt(start))
            && HexFormat.isHexDigit(text.charAt(start + 1))
        ? HexFormat.fromHexDigits(text, start, start + 2)
        : -1;
  }

  private static void append(StringBuilder normal, int octet) {
    if (octet < 0x80 && isOneOf((char) octet, UNRESERVED_MARKS)) {
      normal.append((char) octet);
    } else {
      normal.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) octet));
    }
  }

  private static boolean isOneOf(char c, String marks) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || marks.indexOf(c) >= 0;
  }

  /** Whether no server can take the path for another one. */
  private static boolean isPlain(String path) {
    if (AMBIGUOUS.matcher(path).find()) {
      return false;
    }
    String[] segments = path.substring(1).split("/", -1);
    return Arrays.stream(segments).noneMatch(UrlText::leadsElsewhere)
        && Arrays.stream(segments).limit(segments.length - 1L).noneMatch(String::isEmpty);
  }

  /** Some servers cut a segment at a semicolon before they look at its dots. */
  private static boolean leadsElsewhere(String segment) {
    int semicolon = segment.indexOf(';');
    String name = semicolon < 0 ? segment : segment.substring(0, semicolon);
    return name.equals(".") || name.equals("..");
  }
}
