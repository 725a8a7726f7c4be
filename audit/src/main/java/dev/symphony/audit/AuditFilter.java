package dev.symphony.audit;

import dev.symphony.audit.AuditRecord.Outcome;
import java.time.Instant;
import java.util.Optional;

/**
 * Which records somebody wants to see; what is empty admits everything.
 *
 * @param subject the holder or extension, whole, or up to an {@code @} or {@code #}: {@code
 *     metrics} stands for {@code metrics@0.1.0#3}
 * @param right a service, or service and operation: {@code files} or {@code files.read}
 * @param outcome how it came out
 * @param from the first moment
 * @param until the first moment that is too late
 */
public record AuditFilter(
    Optional<String> subject,
    Optional<String> right,
    Optional<Outcome> outcome,
    Optional<Instant> from,
    Optional<Instant> until) {
  /** Every record. */
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** The same filter, for one holder or extension. */
  public AuditFilter about(String name) {
    return new AuditFilter(Optional.of(name), right, outcome, from, until);
  }

  /** The same filter, for one service, or one operation of it. */
  public AuditFilter of(String wanted) {
    return new AuditFilter(subject, Optional.of(wanted), outcome, from, until);
  }

  /** The same filter, for one outcome. */
  public AuditFilter that(Outcome wanted) {
    return new AuditFilter(subject, right, Optional.of(wanted), from, until);
  }

  /** The same filter, for the time from {@code first} to before {@code end}. */
  public AuditFilter between(Instant first, Instant end) {
    return new AuditFilter(subject, right, outcome, Optional.of(first), Optional.of(end));
  }

  /** The same filter, for the time from {@code first} on. */
  public AuditFilter from(Instant first) {
    return new AuditFilter(subject, right, outcome, Optional.of(first), until);
  }

  /** Whether {@code record} is wanted. */
  public boolean admits(AuditRecord record) {
    Instant at = Instant.ofEpochMilli(record.epochMillis());
    return outcome.map(o -> o == record.outcome()).orElse(true)
        && subject.map(name -> isAbout(record.subject(), name)).orElse(true)
        && right.map(r -> isOf(record, r)).orElse(true)
        && from.map(first -> !at.isBefore(first)).orElse(true)
        && until.map(at::isBefore).orElse(true);
  }

  private static boolean isOf(AuditRecord record, String right) {
    String service = record.field("service");
    return right.equals(service) || right.equals(service + "." + record.field("operation"));
  }

  private static boolean isAbout(String subject, String name) {
    return subject.startsWith(name)
        && (subject.length() == name.length() || "@#".indexOf(subject.charAt(name.length())) >= 0);
  }
}
