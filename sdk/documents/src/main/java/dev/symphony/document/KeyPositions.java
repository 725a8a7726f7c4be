package dev.symphony.document;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The places of all keys and array elements of a TOML text that is known to be well-formed. Jackson
 * tells positions for malformed text only, so this walks the same text once more, looking at keys
 * and brackets alone.
 */
final class KeyPositions {
  private static final char END = '\0';
  private static final String BARE =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_";

  private final String text;
  private final Map<String, Position> found = new HashMap<>();
  private final Map<String, Integer> lastElement = new HashMap<>();
  private int at;
  private int line = 1;
  private int lineStart;
  private int counted;

  private KeyPositions(String text) {
    this.text = text;
  }

  static KeyPositions of(String text) {
    KeyPositions positions = new KeyPositions(text);
    positions.walk();
    return positions;
  }

  /** The place of the first mention of {@code path}. */
  Optional<Position> find(String path) {
    return Optional.ofNullable(found.get(path));
  }

  private void walk() {
    String table = KeyPath.ROOT;
    skipBlank();
    while (at < text.length()) {
      int before = at;
      if (peek() == '[') {
        table = header();
      } else {
        pair(table);
      }
      skipBlank();
      if (at == before) {
        return;
      }
    }
  }

  private String header() {
    int start = at;
    boolean array = text.startsWith("[[", at);
    at += array ? 2 : 1;
    String path = KeyPath.ROOT;
    String next = key();
    while (peek() == '.') {
      path = latest(KeyPath.child(path, next));
      at++;
      next = key();
    }
    path = KeyPath.child(path, next);
    note(path, start);
    if (array) {
      path = KeyPath.element(path, lastElement.merge(path, 0, (last, zero) -> last + 1));
      note(path, start);
    } else {
      path = latest(path);
    }
    at += array ? 2 : 1;
    return path;
  }

  private String latest(String path) {
    Integer last = lastElement.get(path);
    return last == null ? path : KeyPath.element(path, last);
  }

  private void pair(String table) {
    int start = at;
    String path = KeyPath.child(table, key());
    note(path, start);
    while (peek() == '.') {
      at++;
      path = KeyPath.child(path, key());
      note(path, start);
    }
    at++;
    value(path);
  }

  private String key() {
    skipSpace();
    int start = at;
    String key;
    if (peek() == '"' || peek() == '\'') {
      string();
      key = text.substring(Math.min(start + 1, at), Math.max(start + 1, at - 1));
    } else {
      while (isBare(peek())) {
        at++;
      }
      key = text.substring(start, at);
    }
    skipSpace();
    return key;
  }

  private void value(String path) {
    skipSpace();
    switch (peek()) {
      case '"', '\'' -> string();
      case '[' -> array(path);
      case '{' -> inlineTable(path);
      default -> {
        while (at < text.length() && ",]}#\n".indexOf(peek()) < 0) {
          at++;
        }
      }
    }
  }

  private void array(String path) {
    at++;
    skipBlank();
    for (int index = 0; at < text.length() && peek() != ']'; index++) {
      int before = at;
      String element = KeyPath.element(path, index);
      note(element, at);
      value(element);
      skipBlank();
      if (peek() == ',') {
        at++;
        skipBlank();
      }
      if (at == before) {
        return;
      }
    }
    at++;
  }

  private void inlineTable(String path) {
    at++;
    skipBlank();
    while (at < text.length() && peek() != '}') {
      pair(path);
      skipBlank();
      if (peek() == ',') {
        at++;
        skipBlank();
      }
    }
    at++;
  }

  private void string() {
    char quote = peek();
    String triple = String.valueOf(quote).repeat(3);
    if (text.startsWith(triple, at)) {
      at += 3;
      skipTo(triple, quote);
      while (peek() == quote) {
        at++;
      }
    } else {
      at++;
      skipTo(String.valueOf(quote), quote);
    }
  }

  private void skipTo(String end, char quote) {
    while (at < text.length() && !text.startsWith(end, at)) {
      at += quote == '"' && peek() == '\\' ? 2 : 1;
    }
    at = Math.min(text.length(), at + end.length());
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private void skipBlank() {
    while (at < text.length() && (Character.isWhitespace(peek()) || peek() == '#')) {
      if (peek() == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        at++;
      }
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  private static boolean isBare(char c) {
    return BARE.indexOf(c) >= 0;
  }

  private void note(String path, int offset) {
    for (; counted < offset; counted++) {
      if (text.charAt(counted) == '\n') {
        line++;
        lineStart = counted + 1;
      }
    }
    found.putIfAbsent(path, new Position(line, offset - lineStart + 1));
  }
}
