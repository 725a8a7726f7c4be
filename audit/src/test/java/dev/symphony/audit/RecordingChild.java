package dev.symphony.audit;

import dev.symphony.kernel.audit.AuditEvent;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that records numbered events without end, and prints the number of each one that the
 * log has acknowledged, or 0 when the log said that it cannot. It waits to be killed.
 */
public final class RecordingChild {
  private RecordingChild() {}

  /** Takes the directory of the log, the first number, and the size of a journal. */
  public static void main(String[] arguments) throws AuditLogException {
    AuditLogSettings settings =
        new AuditLogSettings(
            Long.parseLong(arguments[2]),
            64,
            AuditLogSettings.DEFAULT.syncDelay(),
            AuditLogSettings.DEFAULT.publishDelay(),
            Optional.empty());
    AuditLog log =
        AuditLog.open(
            Path.of(arguments[0]), TestKeys.log(), settings, new WallClock(), fault -> {});
    for (long number = Long.parseLong(arguments[1]); ; number++) {
      log.record(new AuditEvent.Lifecycle(number, "child", "a", Long.toString(number)));
      if (number % 7 == 0) {
        System.out.println(awaitDurable(log) ? number : 0);
      }
    }
  }

  private static boolean awaitDurable(AuditLog log) {
    try {
      log.awaitDurable();
      return true;
    } catch (AuditLogException e) {
      return false;
    }
  }
}
