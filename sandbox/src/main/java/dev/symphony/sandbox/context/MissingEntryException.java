package dev.symphony.sandbox.context;

/** The program has no function of the name that was asked for. */
final class MissingEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  MissingEntryException(String entry, String function) {
    super(entry + " has no function " + function, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
