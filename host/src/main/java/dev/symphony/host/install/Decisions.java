package dev.symphony.host.install;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditLogSettings;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.LogKeys;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.function.Consumer;

/** The record of what people decided about extensions and publishers, in the audit log. */
public final class Decisions implements AutoCloseable {
  private final AuditLog log;
  private final KernelClock clock;
  private final String who;

  private Decisions(AuditLog log, KernelClock clock, String who) {
    this.log = log;
    this.clock = clock;
    this.who = who;
  }

  /**
   * Opens the audit log of a home.
   *
   * @param who the account of the person who decides
   * @param faults is told of what can't be written
   */
  public static Decisions open(Home home, KernelClock clock, String who, Consumer<Throwable> faults)
      throws UserError {
    try {
      SignerKey key = new LogKeys(home.keys(), new SecureRandom()).log();
      return new Decisions(
          AuditLog.open(home.audit(), key, AuditLogSettings.DEFAULT, clock, faults), clock, who);
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("home-unusable", "the key of the audit log can't be kept: " + e, e);
    }
  }

  /** The account of the person who decides. */
  public String who() {
    return who;
  }

  /** Records a decision, durably. */
  public void record(String subject, String decision, String detail) throws UserError {
    log.record(new AuditEvent.Decided(clock.epochMillis(), who, subject, decision, detail));
    try {
      log.awaitDurable();
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  @Override
  public void close() throws UserError {
    try {
      log.close();
    } catch (AuditLogException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }
}
