package dev.symphony.host.escape;

import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.escape.Attempt;
import dev.symphony.sandbox.escape.Proof;

/** A harmless question that a host in good health answers with 42. */
record Question(Language language) {
  Attempt attempt() {
    String text =
        switch (language) {
          case JAVASCRIPT -> "export default () => String(6 * 7);";
          case PYTHON -> "def attempt(input, caps):\n  return str(6 * 7)\n";
        };
    return new Attempt(
        "health/question", language, Proof.CLAIM, Attempt.Reach.PROCESS, "Asks.", text);
  }
}
