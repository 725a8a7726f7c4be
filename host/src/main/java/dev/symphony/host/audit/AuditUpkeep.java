package dev.symphony.host.audit;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditLogException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What happens once a second while a session is open: calls that are counted come into the log, and
 * so do the notes that commands left.
 */
public final class AuditUpkeep implements AutoCloseable {
  private final NoteInbox inbox;
  private final AuditLog log;
  private final Runnable flushCounts;
  private final Consumer<Throwable> faults;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("audit-upkeep").daemon().unstarted(work));

  private AuditUpkeep(Path home, AuditLog log, Runnable flushCounts, Consumer<Throwable> faults) {
    this.inbox = new NoteInbox(home);
    this.log = log;
    this.flushCounts = flushCounts;
    this.faults = faults;
  }

  /** Starts it; the notes that are there come into the log at once. */
  public static AuditUpkeep start(
      Path home, AuditLog log, Runnable flushCounts, Consumer<Throwable> faults) {
    AuditUpkeep upkeep = new AuditUpkeep(home, log, flushCounts, faults);
    var _ = upkeep.clock.scheduleWithFixedDelay(upkeep::run, 0, 1, TimeUnit.SECONDS);
    return upkeep;
  }

  private void run() {
    try {
      flushCounts.run();
      inbox.drainTo(log);
    } catch (IOException | UncheckedIOException | AuditLogException e) {
      faults.accept(e);
    }
  }

  /** Ends it; notes that come from now on wait for the next session. */
  @Override
  public void close() {
    clock.close();
  }
}
