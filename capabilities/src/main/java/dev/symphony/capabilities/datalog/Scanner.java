package dev.symphony.capabilities.datalog;

/** A reading position in the text of a program. */
final class Scanner {
  /** The longest text that is accepted, in characters. */
  static final int MAX_LENGTH = 1 << 20;

  /** How deep expressions, collections and closures may be nested. */
  static final int MAX_DEPTH = 64;

  private final String text;
  private int position;
  private int depth;

  Scanner(String text) {
    this.text = text;
    if (text.length() > MAX_LENGTH) {
      throw error("the text is longer than " + MAX_LENGTH + " characters");
    }
  }

  DatalogSyntaxException error(String problem) {
    return errorAt(position, problem);
  }

  DatalogSyntaxException errorAt(int offset, String problem) {
    int line = 1;
    int lineStart = 0;
    for (int i = 0; i < offset && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
        lineStart = i + 1;
      }
    }
    return new DatalogSyntaxException(line, offset - lineStart + 1, problem);
  }

  void enter() {
    if (++depth > MAX_DEPTH) {
      throw error("nested deeper than " + MAX_DEPTH + " levels");
    }
  }

  void leave() {
    depth--;
  }

  int position() {
    return position;
  }

  void reset(int earlier) {
    position = earlier;
  }

  boolean atEnd() {
    return position >= text.length();
  }

  /** The character here, or NUL at the end. */
  char peek() {
    return peek(0);
  }

  char peek(int ahead) {
    int index = position + ahead;
    return index < text.length() ? text.charAt(index) : '\0';
  }

  void advance(int characters) {
    position += characters;
  }

  boolean looksAt(String expected) {
    return text.startsWith(expected, position);
  }

  boolean accept(String expected) {
    if (!looksAt(expected)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  boolean accept(char expected) {
    if (atEnd() || text.charAt(position) != expected) {
      return false;
    }
    position++;
    return true;
  }

  /** Accepts a word that does not go on as a longer name. */
  boolean acceptWord(String word) {
    if (!looksAt(word)
        || (position + word.length() < text.length()
            && Names.isNamePart(text.codePointAt(position + word.length())))) {
      return false;
    }
    position += word.length();
    return true;
  }

  void expect(char expected) {
    skipSpace();
    if (!accept(expected)) {
      throw error("expected '" + expected + "'" + found());
    }
  }

  /** A description of what stands here, for messages. */
  String found() {
    return atEnd() ? " but the text ends" : " but found '" + Character.toString(codePoint()) + "'";
  }

  int codePoint() {
    return atEnd() ? 0 : text.codePointAt(position);
  }

  /** Skips white space and comments. */
  void skipSpace() {
    while (!atEnd()) {
      char c = text.charAt(position);
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        position++;
      } else if (looksAt("//")) {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end + 1;
      } else if (looksAt("/*")) {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  private void skipBlockComment() {
    int end = text.indexOf("*/", position + 2);
    if (end < 0) {
      throw error("the comment does not end");
    }
    position = end + 2;
  }

  /** Reads a name, which may be empty. */
  String name() {
    int start = position;
    while (!atEnd() && Names.isNamePart(text.codePointAt(position))) {
      position += Character.charCount(text.codePointAt(position));
    }
    return text.substring(start, position);
  }

  /** Reads a name without colons, which may be empty: that of a parameter. */
  String simpleName() {
    int start = position;
    while (!atEnd() && peek() != ':' && Names.isNamePart(text.codePointAt(position))) {
      position += Character.charCount(text.codePointAt(position));
    }
    return text.substring(start, position);
  }

  /** Reads decimal digits, possibly none. */
  String digits() {
    int start = position;
    while (peek() >= '0' && peek() <= '9') {
      position++;
    }
    return text.substring(start, position);
  }

  /** Reads hexadecimal digits, possibly none. */
  String hexDigits() {
    int start = position;
    while (Character.digit(peek(), 16) >= 0 && peek() < 128) {
      position++;
    }
    return text.substring(start, position);
  }

  String slice(int from) {
    return text.substring(from, position);
  }
}
