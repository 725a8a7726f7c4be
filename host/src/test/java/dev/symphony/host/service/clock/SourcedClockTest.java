package dev.symphony.host.service.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SourcedClockTest {

  @Test
  void tellsTheTimeOfItsSource() {
    Instant instant = Instant.parse("2026-02-03T04:05:06.789123456Z");
    ClockService clock = new SourcedClock(InstantSource.fixed(instant));
    assertEquals("2026-02-03T04:05:06.789Z", clock.now());
    assertEquals(instant.toEpochMilli(), clock.millis());
  }

  @Test
  void keepsTheMillisecondsOfAWholeSecond() {
    ClockService clock = new SourcedClock(InstantSource.fixed(Instant.EPOCH));
    assertEquals("1970-01-01T00:00:00.000Z", clock.now());
    assertEquals(0, clock.millis());
  }
}
