package dev.symphony.sandbox.context;

/** What a guest's value is, by the numbers that the preludes give. */
final class GuestKind {
  static final int NOTHING = 0;
  static final int BOOLEAN = 1;
  static final int NUMBER = 2;
  static final int BYTES = 4;
  static final int LIST = 5;
  static final int OBJECT = 6;
  static final int BIG_INTEGER = 7;
  static final int FUNCTION = 8;
  static final int SYMBOL = 9;

  /** A text of {@code n} characters is {@code TEXT + n}. */
  static final int TEXT = 1000;

  private GuestKind() {}

  /** A phrase for a value that is of no use as data. */
  static String phrase(int kind) {
    return switch (kind) {
      case BIG_INTEGER -> "an integer without bounds";
      case FUNCTION -> "a function";
      case SYMBOL -> "a symbol";
      default -> "an object that is not plain data";
    };
  }
}
