package dev.symphony.audit.verify;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Goes through a log from its beginning, keeps the grants that are live, and holds every call
 * against them: whose the grant was, that neither it nor anything above it had been revoked or had
 * expired, that operation and resource were granted, and that no count was exceeded. It uses none
 * of the kernel's code for deciding calls.
 *
 * <p>What a log does not hold can't be checked: the values of arguments, bytes, rates, and what
 * tokens narrow beyond the right on record.
 */
public final class CallCheck {
  private final ServiceCatalog catalog;
  private final Map<String, LoggedGrant> live = new HashMap<>();
  private final Map<String, AuditRecord> overtaken = new HashMap<>();
  private final List<CallCoverage.Doubt> undecided = new ArrayList<>();
  private final List<CallCoverage.Doubt> uncovered = new ArrayList<>();
  private boolean knowsTheBeginning;
  private long grants;
  private long calls;
  private long stopped;

  /**
   * A check.
   *
   * @param catalog the services that the rights speak of
   */
  public CallCheck(ServiceCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Checks the log in a directory, which is taken to be verified.
   *
   * @throws AuditLogException when it can't be read
   */
  public CallCoverage of(Path log) throws AuditLogException {
    new AuditReader(log).read(0, this::take);
    forgetOvertaken();
    return new CallCoverage(grants, calls, stopped, undecided, uncovered);
  }

  private void take(AuditRecord record) {
    switch (record.type()) {
      case LOG_OPENED -> {
        knowsTheBeginning = true;
        live.clear();
        forgetOvertaken();
      }
      case GRANTED -> grant(record);
      case REVOKED -> find(record).ifPresent(LoggedGrant::revoke);
      case CALLED -> call(record, 1);
      case COUNTED -> call(record, Long.parseLong(record.field("calls")));
      case REFUSED -> refusal(record);
      case CALL_FAILED,
          FORGED_HANDLE,
          TOKEN_REFUSED,
          TOKEN_ADMITTED,
          LIFECYCLE,
          GUEST_STOPPED,
          DECIDED,
          LOG_REPAIRED,
          LOG_PRUNED -> {}
    }
  }

  private Optional<LoggedGrant> find(AuditRecord record) {
    return Optional.ofNullable(live.get(record.field("grant")));
  }

  private void grant(AuditRecord record) {
    grants++;
    String parent = record.field("parent");
    Optional<LoggedGrant> source = Optional.ofNullable(live.get(parent));
    if (!parent.isEmpty() && source.isEmpty()) {
      doubt(record, "is derived from " + parent + ", which is not on record");
      return;
    }
    try {
      Right right = Right.parse(record.field("right"));
      live.put(record.field("grant"), new LoggedGrant(record.subject(), right, source));
    } catch (RightSyntaxException e) {
      undecided.add(
          new CallCoverage.Doubt(record.sequence(), "the right can't be read: " + e.getMessage()));
    }
  }

  private void call(AuditRecord record, long count) {
    calls += count;
    Optional<LoggedGrant> grant = find(record);
    if (grant.isEmpty()) {
      doubt(record, "used " + record.field("grant") + ", which was not live");
      return;
    }
    grant.get().count(count);
    if (!grant.get().holder().equals(record.subject())) {
      uncovered(record, "used the grant of " + grant.get().holder());
    } else if (grant.get().isRevoked() && record.type() == AuditRecord.Type.CALLED) {
      overtaken.put(callName(record), record);
    } else {
      grant
          .get()
          .objection(record)
          .or(() ->
              record.type() == AuditRecord.Type.CALLED
                  ? operationObjection(grant.get(), record)
                  : Optional.empty())
          .ifPresent(why -> uncovered(record, why));
    }
  }

  private Optional<String> operationObjection(LoggedGrant grant, AuditRecord record) {
    String operation = record.field("operation");
    if (!grant.includes(operation)) {
      return Optional.of("the operation " + operation + " was not granted");
    }
    Optional<OperationDeclaration> declared =
        catalog.find(record.field("service")).flatMap(s -> operation(s, operation));
    if (grant.isForEveryResource() || declared.filter(o -> o.resourceParameter() < 0).isPresent()) {
      return Optional.empty();
    }
    if (declared.isEmpty() || !record.field("shortened").isEmpty()) {
      undecided.add(
          new CallCoverage.Doubt(record.sequence(), "the resource is not on record as a whole"));
      return Optional.empty();
    }
    return grant.covers(declared.get().resourceForm(), record.field("resource"))
        ? Optional.empty()
        : Optional.of("the resource '" + record.field("resource") + "' was not granted");
  }

  private static Optional<OperationDeclaration> operation(ServiceDeclaration of, String name) {
    return of.operations().stream().filter(o -> o.name().equals(name)).findFirst();
  }

  /** A call that a revocation overtook is on record twice: let through, and stopped. */
  private void refusal(AuditRecord record) {
    if (record.field("code").equals("denied-revoked")
        && overtaken.remove(callName(record)) != null) {
      stopped++;
    }
  }

  private static String callName(AuditRecord record) {
    return record.field("grant") + " " + record.field("operation") + " " + record.field("resource");
  }

  /** What was not stopped before the log ends was not stopped at all, as far as the log says. */
  private void forgetOvertaken() {
    overtaken.values().forEach(record -> uncovered(record, "the grant had been revoked"));
    overtaken.clear();
  }

  private void doubt(AuditRecord record, String text) {
    if (knowsTheBeginning) {
      uncovered(record, text);
    } else {
      undecided.add(
          new CallCoverage.Doubt(record.sequence(), "comes from a time that is kept no longer"));
    }
  }

  private void uncovered(AuditRecord record, String text) {
    uncovered.add(new CallCoverage.Doubt(record.sequence(), record.subject() + ": " + text));
  }
}
