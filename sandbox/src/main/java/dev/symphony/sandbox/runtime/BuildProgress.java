package dev.symphony.sandbox.runtime;

import java.time.Duration;
import java.util.Locale;

/** Told about each step of a build, in one line. */
@FunctionalInterface
public interface BuildProgress {
  void tell(String line);

  /** Runs a step, telling when it begins and how long it took. */
  default void timed(String step, Runnable work) {
    tell(step);
    long begin = System.nanoTime();
    work.run();
    Duration taken = Duration.ofNanos(System.nanoTime() - begin);
    tell(String.format(Locale.ROOT, "%s: %.1f s", step, taken.toMillis() / 1000.0));
  }
}
