package dev.symphony.kernel.audit;

import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import java.util.List;

/** Something that the kernel did or refused. Times are milliseconds since the epoch. */
public sealed interface AuditEvent {
  /** When it happened. */
  long epochMillis();

  /** A grant was made. */
  record Granted(long epochMillis, Grant grant) implements AuditEvent {}

  /** A grant was revoked, and {@code ended} grants with it, itself included. */
  record Revoked(long epochMillis, Grant grant, int ended) implements AuditEvent {}

  /** A call was let through, and is about to run. */
  record Called(long epochMillis, Grant grant, int operation, String resource)
      implements AuditEvent {}

  /** That many calls went through a counted grant since the last such event. */
  record Counted(long epochMillis, Grant grant, long calls) implements AuditEvent {}

  /** A call that was let through failed in the service. */
  record CallFailed(long epochMillis, Grant grant, int operation, String code)
      implements AuditEvent {}

  /** A call through a known grant was refused. */
  record Refused(long epochMillis, Grant grant, int operation, String resource, DenialReason reason)
      implements AuditEvent {}

  /** A call through a handle that the caller does not have was refused. */
  record ForgedHandle(long epochMillis, Holder caller, long handle) implements AuditEvent {}

  /** A token that somebody presented was refused. */
  record TokenRefused(long epochMillis, Holder presenter, String code) implements AuditEvent {}

  /**
   * A token was admitted: {@code grant} is what it allows here.
   *
   * @param blocks one text for each block of the token, the issuer's first: the id by which it can
   *     be revoked, and its checks
   */
  record TokenAdmitted(long epochMillis, Grant grant, List<String> blocks) implements AuditEvent {
    public TokenAdmitted {
      blocks = List.copyOf(blocks);
    }
  }

  /** An extension changed its state. */
  record Lifecycle(long epochMillis, String extension, String from, String to)
      implements AuditEvent {}

  /** A guest stopped other than by completing. */
  record GuestStopped(long epochMillis, Holder guest, String outcome, String code)
      implements AuditEvent {}

  /**
   * A person decided about an extension or a publisher, or a rule decided for them.
   *
   * @param who the account of the person, or the rule
   * @param subject the extension or the publisher
   * @param decision what was decided, kebab-case, for example {@code approved}
   * @param detail what exactly it is about, for example a digest and the rights asked for
   */
  record Decided(long epochMillis, String who, String subject, String decision, String detail)
      implements AuditEvent {}
}
