package dev.symphony.host.conductor;

import dev.symphony.host.session.Session;
import dev.symphony.kernel.audit.AuditEvent;
import java.util.function.Consumer;

/** What goes wrong with Conductors that come in over a socket: on the terminal, and on record. */
final class ConnectionRecords {
  private final Session session;
  private final Consumer<String> notes;

  ConnectionRecords(Session session, Consumer<String> notes) {
    this.session = session;
    this.notes = notes;
  }

  /** A connection was refused, or broke. */
  void connection(String note) {
    record("connection", "conductor-connection-refused", note);
    notes.accept(note);
  }

  /** Decisions of a simulation were impossible. */
  void impossible(long decisions) {
    record("simulation", "conductor-refused", decisions + " impossible decisions");
  }

  private void record(String subject, String code, String detail) {
    long now = session.clock().epochMillis();
    session.audit().record(new AuditEvent.Decided(now, "conductor", subject, code, detail));
  }
}
