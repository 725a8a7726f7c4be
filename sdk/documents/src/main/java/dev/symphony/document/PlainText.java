package dev.symphony.document;

/**
 * Text that shows as what it is: nothing in it moves a cursor, changes colours or reorders what
 * stands beside it. What strangers wrote is shown to people as plain text only.
 */
public final class PlainText {
  private static final int REPLACEMENT = 0xFFFD;

  private PlainText() {}

  /** The text with everything replaced that is not plain; line breaks and tabs are. */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints().map(c -> isPlain(c) ? c : REPLACEMENT).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  /** Whether the text is plain. */
  public static boolean isPlain(String text) {
    return text.codePoints().allMatch(PlainText::isPlain);
  }

  /** Whether the text is plain and on one line. */
  public static boolean isPlainLine(String text) {
    return isPlain(text) && text.indexOf('\n') < 0;
  }

  /** Whether a character is plain. */
  public static boolean isPlain(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL -> codePoint == '\n' || codePoint == '\t';
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.FORMAT -> !isBidirectionalControl(codePoint);
      default -> true;
    };
  }

  private static boolean isBidirectionalControl(int codePoint) {
    return (codePoint >= 0x202A && codePoint <= 0x202E)
        || (codePoint >= 0x2066 && codePoint <= 0x2069)
        || codePoint == 0x200E
        || codePoint == 0x200F
        || codePoint == 0x061C;
  }
}
