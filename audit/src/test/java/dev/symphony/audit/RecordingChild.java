package dev.symphony.audit;

import dev.symphony.kernel.audit.AuditEvent;
import java.nio.file.Path;

/**
 * A process that records numbered events without end, and prints the number of each one that the log
 * has acknowledged. It waits to be killed.
 */
public final class RecordingChild {
  private RecordingChild() {}

  /** Takes the directory of the log and the first number. */
  public static void main(String[] arguments) throws AuditLogException {
    AuditLogSettings settings =
        new AuditLogSettings(20_000, 64, AuditLogSettings.DEFAULT.syncDelay());
    AuditLog log =
        AuditLog.open(Path.of(arguments[0]), settings, new WallClock(), Throwable::printStackTrace);
    for (long number = Long.parseLong(arguments[1]); ; number++) {
      log.record(new AuditEvent.Lifecycle(number, "child", "a", Long.toString(number)));
      if (number % 7 == 0) {
        log.awaitDurable();
        System.out.println(number);
      }
    }
  }
}
