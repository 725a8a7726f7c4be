package dev.symphony.audit;

import java.time.Duration;

/**
 * How the log trades memory, files and time.
 *
 * @param segmentBytes a segment that is larger is followed by a new one
 * @param queueLength how many events may wait for the writer before those who record wait, too
 * @param syncDelay how long a record may be written but not yet durable when nobody waits for it
 */
public record AuditLogSettings(long segmentBytes, int queueLength, Duration syncDelay) {
  /** 16 MiB, 8,192 events, 50 ms. */
  public static final AuditLogSettings DEFAULT =
      new AuditLogSettings(16L << 20, 8_192, Duration.ofMillis(50));

  public AuditLogSettings {
    if (segmentBytes < 1 || queueLength < 1 || syncDelay.isNegative()) {
      throw new IllegalArgumentException("segment size and queue length are at least 1");
    }
  }
}
