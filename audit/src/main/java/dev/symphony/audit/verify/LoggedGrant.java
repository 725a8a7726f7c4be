package dev.symphony.audit.verify;

import dev.symphony.audit.AuditRecord;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.service.Resource;
import java.util.List;
import java.util.Optional;

/** A grant as the log tells of it, with what it was derived from. */
final class LoggedGrant {
  private final String holder;
  private final Right right;
  private final Optional<LoggedGrant> parent;
  private boolean revoked;
  private long calls;

  LoggedGrant(String holder, Right right, Optional<LoggedGrant> parent) {
    this.holder = holder;
    this.right = right;
    this.parent = parent;
  }

  String holder() {
    return holder;
  }

  void revoke() {
    revoked = true;
  }

  /** Whether it or something that it comes from has been revoked. */
  boolean isRevoked() {
    return revoked || parent.map(LoggedGrant::isRevoked).orElse(false);
  }

  /** Notes calls, for it and for all that it comes from. */
  void count(long more) {
    calls += more;
    parent.ifPresent(p -> p.count(more));
  }

  /** Why the calls of a moment are not covered, if they are not: by it, and by all above it. */
  Optional<String> objection(AuditRecord call) {
    Optional<String> own =
        right.constraints().stream().flatMap(c -> objection(c, call).stream()).findFirst();
    return own.or(() -> parent.flatMap(p -> p.objection(call)));
  }

  private Optional<String> objection(Constraint constraint, AuditRecord call) {
    return switch (constraint) {
      case Constraint.Expires c when call.epochMillis() >= c.instant().toEpochMilli() ->
          Optional.of("the grant had expired at " + c.instant());
      case Constraint.Calls c when calls > c.calls() ->
          Optional.of("the grant was for " + c.calls() + " calls");
      default -> Optional.empty();
    };
  }

  /** Whether it and all above it allow the operation. */
  boolean includes(String operation) {
    return right.includes(operation) && parent.map(p -> p.includes(operation)).orElse(true);
  }

  /** Whether it and all above it allow every resource. */
  boolean isForEveryResource() {
    return right.resources().contains(ResourcePattern.ANY)
        && parent.map(LoggedGrant::isForEveryResource).orElse(true);
  }

  /** Whether it and all above it allow what a resource of this form names. */
  boolean covers(Resource.Form form, String resource) {
    return covers(right.resources(), form, resource)
        && parent.map(p -> p.covers(form, resource)).orElse(true);
  }

  private static boolean covers(List<ResourcePattern> patterns, Resource.Form form, String named) {
    return switch (form) {
      case PATH, NAME -> patterns.stream().anyMatch(p -> p.matches(named));
      case PATTERN ->
          ResourcePattern.parse(named)
              .filter(asked -> patterns.stream().anyMatch(p -> p.covers(asked)))
              .isPresent();
      case PREFIX ->
          ResourcePattern.ofPrefix(named)
              .filter(asked -> patterns.stream().anyMatch(p -> p.covers(asked)))
              .isPresent();
    };
  }
}
