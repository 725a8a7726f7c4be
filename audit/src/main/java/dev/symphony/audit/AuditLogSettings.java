package dev.symphony.audit;

import java.time.Duration;
import java.util.Optional;

/**
 * How the log trades memory, files and time.
 *
 * @param journalBytes a journal that is larger is turned into tiles
 * @param queueLength how many events may wait for the writer before those who record wait, too
 * @param syncDelay how long a record may be written but not yet durable when nobody waits for it
 * @param publishDelay how long records may be in the journal only, and not yet in tiles
 * @param retention how long records are kept to be read; their hashes are kept for good
 */
public record AuditLogSettings(
    long journalBytes,
    int queueLength,
    Duration syncDelay,
    Duration publishDelay,
    Optional<Duration> retention) {
  /** 16 MiB, 8,192 events, 50 ms, 1 s, everything for good. */
  public static final AuditLogSettings DEFAULT =
      new AuditLogSettings(
          16L << 20, 8_192, Duration.ofMillis(50), Duration.ofSeconds(1), Optional.empty());

  public AuditLogSettings {
    if (journalBytes < 1
        || queueLength < 1
        || syncDelay.isNegative()
        || publishDelay.isNegative()
        || retention.filter(Duration::isNegative).isPresent()) {
      throw new IllegalArgumentException("sizes are at least 1, and times not negative");
    }
  }

  /** The same, with records kept to be read for {@code time} only. */
  public AuditLogSettings keeping(Duration time) {
    return new AuditLogSettings(
        journalBytes, queueLength, syncDelay, publishDelay, Optional.of(time));
  }
}
