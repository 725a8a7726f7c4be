package dev.symphony.sandbox.context;

/** A guest's value is no data; the message says where and what. */
final class UnacceptableValueException extends Exception {
  private static final long serialVersionUID = 1L;

  UnacceptableValueException(String place, String what) {
    super(place + " is " + what, null, false, false);
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
