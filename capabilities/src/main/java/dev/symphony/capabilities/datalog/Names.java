package dev.symphony.capabilities.datalog;

/** The rules for names of predicates, variables and functions, and for strings. */
final class Names {
  private Names() {}

  /** Whether a character may stand inside a name. */
  static boolean isNamePart(int codePoint) {
    return Character.isLetterOrDigit(codePoint) || codePoint == '_' || codePoint == ':';
  }

  /** Whether a character may begin the name of a predicate. */
  static boolean isNameStart(int codePoint) {
    return Character.isLetter(codePoint) || codePoint == '_';
  }

  static void requireVariable(String name) {
    if (name.isEmpty() || !name.codePoints().allMatch(Names::isNamePart)) {
      throw new IllegalArgumentException("not the name of a variable: " + name);
    }
  }

  static void requirePredicate(String name) {
    requireVariable(name);
    if (!isNameStart(name.codePointAt(0))) {
      throw new IllegalArgumentException("not the name of a predicate: " + name);
    }
  }

  static void requireEncodable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        boolean paired =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!paired) {
          throw new IllegalArgumentException("the string has half a surrogate pair");
        }
        i++;
      }
    }
  }
}
