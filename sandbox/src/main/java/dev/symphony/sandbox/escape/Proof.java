package dev.symphony.sandbox.escape;

import java.util.Locale;

/** What shows that an attempt has succeeded. */
public enum Proof {
  /** It says so itself. */
  CLAIM,
  /** It brings the secret of the bait. */
  SECRET,
  /** It knows something of the host: a name, a place, a class. */
  LEAK,
  /** The mark of the bait is there. */
  MARK,
  /** Somebody came to the door of the bait. */
  VISIT,
  /** The process ended in its own way. */
  EXIT,
  /** It does not end, or ends the process with what it uses up. */
  ENDLESS,
  /** It takes all the memory there is. */
  HOARD,
  /** It goes deeper than the stack. */
  OVERFLOW;

  /** Whether the attempt goes for the resources of the machine, and has to be stopped by force. */
  public boolean exhausts() {
    return this == ENDLESS || this == HOARD || this == OVERFLOW;
  }

  static Proof named(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
