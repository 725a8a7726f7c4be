package dev.symphony.policy;

import dev.symphony.document.Position;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a policy set, cut into its policies: Cedar tells where something is wrong within a
 * single policy only.
 */
final class PolicyText {
  private final String text;
  private final List<Statement> statements = new ArrayList<>();

  /**
   * One policy.
   *
   * @param offset where it starts in the whole text, in UTF-16 units
   * @param source its text, semicolon and leading comments included
   */
  record Statement(int offset, String source) {}

  PolicyText(String text) {
    this.text = text;
    int start = 0;
    for (int at = 0; at < text.length(); at = next(at)) {
      if (text.charAt(at) == ';') {
        statements.add(new Statement(start, text.substring(start, at + 1)));
        start = at + 1;
      }
    }
    String rest = text.substring(start);
    if (!rest.replaceAll("//[^\n]*", "").isBlank()) {
      statements.add(new Statement(start, rest));
    }
  }

  /** The place after the character, comment or string at {@code at}. */
  private int next(int at) {
    if (text.startsWith("//", at)) {
      int end = text.indexOf('\n', at);
      return end < 0 ? text.length() : end;
    }
    if (text.charAt(at) != '"') {
      return at + 1;
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return end + 1;
  }

  List<Statement> statements() {
    return statements;
  }

  /** How many bytes of blanks and comments come before the policy itself. */
  int begin(Statement statement) {
    String source = statement.source();
    int at = 0;
    while (at < source.length()
        && (Character.isWhitespace(source.charAt(at)) || source.startsWith("//", at))) {
      int end = source.indexOf('\n', at);
      at = !source.startsWith("//", at) ? at + 1 : end < 0 ? source.length() : end;
    }
    return source.substring(0, at).getBytes(StandardCharsets.UTF_8).length;
  }

  /** The place {@code utf8Offset} bytes into {@code statement}, in the whole text. */
  Position position(Statement statement, int utf8Offset) {
    byte[] bytes = statement.source().getBytes(StandardCharsets.UTF_8);
    int length = Math.clamp(utf8Offset, 0, bytes.length);
    int offset = statement.offset() + new String(bytes, 0, length, StandardCharsets.UTF_8).length();
    int lineStart = text.lastIndexOf('\n', offset - 1) + 1;
    int line = 1 + (int) text.substring(0, lineStart).chars().filter(c -> c == '\n').count();
    return new Position(line, offset - lineStart + 1);
  }
}
