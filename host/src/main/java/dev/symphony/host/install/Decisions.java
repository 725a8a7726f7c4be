package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.host.home.Home;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * The record of what people decided about extensions and publishers, in the audit log. While a host
 * has the log open, the notes wait beside it, and the host takes them in.
 */
public final class Decisions implements AutoCloseable {
  private final Home home;
  private final KernelClock clock;
  private final String who;
  private final List<AuditEvent.Decided> notes = new ArrayList<>();

  /**
   * No decision yet.
   *
   * @param who the account of the person who decides
   */
  public Decisions(Home home, KernelClock clock, String who) {
    this.home = home;
    this.clock = clock;
    this.who = who;
  }

  /** The account of the person who decides. */
  public String who() {
    return who;
  }

  /** Records a decision; it is durable after {@link #settle}. */
  public void note(String subject, String decision, String detail) {
    notes.add(new AuditEvent.Decided(clock.epochMillis(), who, subject, decision, detail));
  }

  /** Returns when every decision so far is on the disk. */
  public void settle() throws UserError {
    if (!notes.isEmpty()) {
      HomeLog.note(home.directory(), clock, notes);
      notes.clear();
    }
  }

  /** Settles what is not settled yet. */
  @Override
  public void close() throws UserError {
    settle();
  }
}
