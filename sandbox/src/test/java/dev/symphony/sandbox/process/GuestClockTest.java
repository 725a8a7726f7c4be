package dev.symphony.sandbox.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.kernel.guest.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** No clock of a guest is finer than a millisecond, the finest that it can be granted. */
@ExtendWith(Guests.Shared.class)
class GuestClockTest {
  private static final String JAVASCRIPT =
      """
      let odd = 0;
      for (let i = 0; i < 20000; i++) if (Date.now() % 1 !== 0) odd++;
      [odd, typeof performance, typeof SharedArrayBuffer, typeof Atomics]
      """;

  private static final String PYTHON =
      """
      import datetime, os, time
      odd = 0
      for i in range(500):
          for name in ("time_ns", "monotonic_ns", "perf_counter_ns", "process_time_ns", "thread_time_ns"):
              odd += getattr(time, name)() % 1000000 != 0
          odd += datetime.datetime.now().microsecond % 1000 != 0
      [odd, hasattr(os, "times")]
      """;

  @Test
  void noneIsFinerThanAMillisecond(Guests guests) {
    assertEquals(
        List.of(0L, "undefined", "undefined", "undefined"),
        GuestValuesTest.value(guests.eval(Language.JAVASCRIPT, JAVASCRIPT)));
    assertEquals(List.of(0L, false), GuestValuesTest.value(guests.eval(Language.PYTHON, PYTHON)));
  }
}
