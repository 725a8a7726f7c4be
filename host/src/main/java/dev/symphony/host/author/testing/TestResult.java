package dev.symphony.host.author.testing;

import dev.symphony.kernel.guest.GuestError;
import java.time.Duration;

/**
 * How one test ended.
 *
 * @param file the file that it is in
 * @param name its name, with those of the groups around it
 * @param verdict how it ended
 * @param elapsed how long it took
 * @param printed what it printed
 */
public record TestResult(
    String file, String name, Verdict verdict, Duration elapsed, String printed) {

  /** How a test ended. */
  public sealed interface Verdict {
    /** As it should. */
    record Passed() implements Verdict {}

    /** It was left out. */
    record Skipped(String reason) implements Verdict {}

    /** It threw, was refused, or ran into a limit. */
    record Broken(GuestError error) implements Verdict {}
  }
}
