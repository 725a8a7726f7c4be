package dev.symphony.host.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TimingsTest {
  @Test
  void percentiles_areElementsOfTheSortedTimes() {
    Timings timings = new Timings();
    for (int i = 2000; i > 0; i--) {
      timings.add(i * 1000L);
    }

    assertEquals(1, timings.best(TimeUnit.MICROSECONDS));
    assertEquals(1001, timings.percentile(0.5, TimeUnit.MICROSECONDS));
    assertEquals(1981, timings.percentile(0.99, TimeUnit.MICROSECONDS));
    assertEquals(2000, timings.percentile(1, TimeUnit.MICROSECONDS));
  }

  @Test
  void rate_isThatOfOneCallAfterTheOther() {
    Timings timings = new Timings();
    timings.add(TimeUnit.MILLISECONDS.toNanos(1));
    timings.add(TimeUnit.MILLISECONDS.toNanos(3));

    assertEquals(500, timings.perSecond());
  }

  @Test
  void nothingMeasured_isNoFigure() {
    assertThrows(BenchFailure.class, () -> new Timings().best(TimeUnit.NANOSECONDS));
  }
}
