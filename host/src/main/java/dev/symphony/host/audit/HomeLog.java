package dev.symphony.host.audit;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.LogKeys;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Opens the audit log of a home, for a session or for one note of a command. */
public final class HomeLog {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(10);

  private HomeLog() {}

  /**
   * Opens the log for writing.
   *
   * @param faults is told of writes that fail
   * @throws UserError when it is damaged, or another host writes it
   */
  public static AuditLog open(
      Path home, AuditRules rules, KernelClock clock, Consumer<Throwable> faults) throws UserError {
    try {
      SignerKey key = new LogKeys(Home.keys(home), new SecureRandom()).log();
      return AuditLog.open(Home.audit(home), key, rules.settings(), clock, faults);
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("home-unusable", "the key of the audit log can't be kept: " + e, e);
    }
  }

  /**
   * Opens the log for a session, whose home nobody else has open; a command that is writing a note
   * is waited for.
   *
   * @throws UserError as {@link #open}
   */
  public static AuditLog await(
      Path home, AuditRules rules, KernelClock clock, Consumer<Throwable> faults) throws UserError {
    long end = clock.monotonicNanos() + PATIENCE.toNanos();
    while (true) {
      try {
        return open(home, rules, clock, faults);
      } catch (UserError e) {
        if (!e.code().equals("audit-locked") || clock.monotonicNanos() > end) {
          throw e;
        }
        LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
      }
    }
  }

  /**
   * Notes what a command did outside any session; on the disk when this returns. While a host has
   * the log open, the note waits beside it and the host takes it in.
   *
   * @param subject what it is about
   * @param decision what was done, kebab-case
   * @throws UserError when the log is damaged or can't be written
   */
  public static void note(
      Path home, KernelClock clock, String subject, String decision, String detail)
      throws UserError {
    String who = System.getProperty("user.name", "somebody");
    note(
        home,
        clock,
        List.of(new AuditEvent.Decided(clock.epochMillis(), who, subject, decision, detail)));
  }

  /** Notes several things that a command did, as the other method notes one. */
  public static void note(Path home, KernelClock clock, List<AuditEvent.Decided> notes)
      throws UserError {
    try (AuditLog log = open(home, AuditRules.of(home), clock, new UnreportedFaults())) {
      notes.forEach(log::record);
    } catch (UserError e) {
      if (!e.code().equals("audit-locked")) {
        throw e;
      }
      leave(home, notes);
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void leave(Path home, List<AuditEvent.Decided> notes) throws UserError {
    try {
      NoteInbox inbox = new NoteInbox(home);
      for (AuditEvent.Decided note : notes) {
        inbox.put(note);
      }
    } catch (IOException e) {
      throw new UserError("audit-unwritable", "the note can't be kept: " + e, e);
    }
  }

  /** Leaves faults to the close of the log, which throws what was lost. */
  private static final class UnreportedFaults implements Consumer<Throwable> {
    @Override
    public void accept(Throwable fault) {
      // Thrown when the log is closed.
    }
  }
}
