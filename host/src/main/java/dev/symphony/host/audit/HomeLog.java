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
import java.util.function.Consumer;

/** Opens the audit log of a home, for a session or for one note of a command. */
public final class HomeLog {
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
    AuditEvent.Decided note =
        new AuditEvent.Decided(clock.epochMillis(), who, subject, decision, detail);
    try (AuditLog log = open(home, AuditRules.of(home), clock, new UnreportedFaults())) {
      log.record(note);
    } catch (UserError e) {
      if (!e.code().equals("audit-locked")) {
        throw e;
      }
      leave(home, note);
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void leave(Path home, AuditEvent.Decided note) throws UserError {
    try {
      new NoteInbox(home).put(note);
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
