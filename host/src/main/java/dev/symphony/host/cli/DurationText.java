package dev.symphony.host.cli;

import dev.symphony.document.Quantities;
import dev.symphony.host.UserError;
import java.time.Duration;

/** Times on a command line, such as {@code 90s} or {@code 10min}. */
final class DurationText {
  private DurationText() {}

  /**
   * Reads a time.
   *
   * @throws UserError {@code usage-duration} when it is none
   */
  static Duration read(String text) throws UserError {
    try {
      return Quantities.duration(text);
    } catch (IllegalArgumentException e) {
      throw new UserError("usage-duration", String.valueOf(e.getMessage()), e);
    }
  }
}
