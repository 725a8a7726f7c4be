package dev.symphony.kernel.gate;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.service.ServiceFailure;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The single place where a call is checked. Whoever calls, from a worker, from a guest in this
 * process or from the host itself, comes through {@link #call}.
 */
public final class Gate {
  private final KernelClock clock;
  private final AuditPort audit;
  private final Consumer<Throwable> faults;

  /**
   * A gate.
   *
   * @param faults is told of every unexpected exception of a service, with its cause; the caller is
   *     only told that there was one
   */
  public Gate(KernelClock clock, AuditPort audit, Consumer<Throwable> faults) {
    this.clock = clock;
    this.audit = audit;
    this.faults = faults;
  }

  /**
   * Calls an operation through a handle.
   *
   * @param table the caller's own table
   * @param handle as the caller sent it; nothing is assumed about it
   * @param operation the index of the operation within the service, as the caller sent it
   * @param arguments values; the array belongs to the gate from now on
   * @return the answer; never an exception
   */
  public Answer call(
      CapabilityTable table, long handle, int operation, @Nullable Object[] arguments) {
    Grant grant = table.find(handle);
    if (grant == null) {
      audit.record(new AuditEvent.ForgedHandle(clock.epochMillis(), table.holder(), handle));
      return new Answer.Denied(DenialReason.UNKNOWN_HANDLE);
    }
    DenialReason refusal = grant.refusal(operation, arguments);
    if (refusal == null) {
      return admitted(grant, operation, arguments);
    }
    for (Grant later : table.later(handle)) {
      if (later.refusal(operation, arguments) == null) {
        return admitted(later, operation, arguments);
      }
    }
    return refuse(grant, operation, arguments, refusal);
  }

  private Answer admitted(Grant grant, int operation, @Nullable Object[] arguments) {
    if (grant.detail() == AuditDetail.COUNTED) {
      grant.count();
    } else {
      String resource = resource(grant, operation, arguments);
      audit.record(new AuditEvent.Called(clock.epochMillis(), grant, operation, resource));
      if (grant.isRevoked()) {
        // Revoked since it was checked: a call on record after its revocation is always stopped.
        return refuse(grant, operation, arguments, DenialReason.REVOKED);
      }
    }
    return perform(grant, operation, arguments);
  }

  private Answer refuse(
      Grant grant, int operation, @Nullable Object[] arguments, DenialReason reason) {
    audit.record(
        new AuditEvent.Refused(
            clock.epochMillis(), grant, operation, resource(grant, operation, arguments), reason));
    return new Answer.Denied(reason);
  }

  private Answer perform(Grant grant, int operation, @Nullable Object[] arguments) {
    if (grant.countsBytes()) {
      grant.charge(ValueSize.ofAll(arguments));
    }
    try {
      Object value = grant.target().invoke(operation, arguments);
      if (grant.countsBytes()) {
        grant.charge(ValueSize.of(value));
      }
      return new Answer.Returned(value);
    } catch (ServiceFailure e) {
      return failed(grant, operation, e.code(), e.text());
    } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
      faults.accept(e);
      return failed(grant, operation, "service-fault", "the service failed unexpectedly");
    }
  }

  private Answer failed(Grant grant, int operation, String code, String message) {
    audit.record(new AuditEvent.CallFailed(clock.epochMillis(), grant, operation, code));
    return new Answer.Failed(code, message);
  }

  private static String resource(Grant grant, int operation, @Nullable Object[] arguments) {
    var operations = grant.target().declaration().operations();
    if (operation < 0 || operation >= operations.size()) {
      return "";
    }
    String resource = operations.get(operation).resource(arguments);
    return resource == null ? "" : resource.substring(0, Math.min(resource.length(), 512));
  }
}
