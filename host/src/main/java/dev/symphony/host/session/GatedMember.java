package dev.symphony.host.session;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import org.jspecify.annotations.Nullable;

/**
 * A member of the Pit as a client reaches it: through the gate, with a grant that can be revoked,
 * every call on record.
 */
public final class GatedMember {
  private final Kernel kernel;
  private final ServiceDeclaration declaration;
  private final CapabilityTable table;
  private final Grant grant;
  private final long handle;

  private GatedMember(
      Kernel kernel, ServiceDeclaration declaration, CapabilityTable table, Grant grant) {
    this.kernel = kernel;
    this.declaration = declaration;
    this.table = table;
    this.grant = grant;
    this.handle = table.insert(grant);
  }

  /**
   * Puts a member behind the gate, and grants all of it to {@code client}.
   *
   * @param contract the annotated interface that {@code member} implements
   */
  public static GatedMember of(Kernel kernel, Class<?> contract, Object member, Holder client) {
    ServiceDeclaration declaration = ServiceDeclaration.of(contract);
    Grant grant =
        kernel
            .grants()
            .mintRoot(
                client,
                Right.to(declaration.name(), Right.EVERY_OPERATION),
                ServiceObject.bind(declaration, member),
                AuditDetail.EACH_CALL);
    return new GatedMember(kernel, declaration, new CapabilityTable(client), grant);
  }

  /** The grant that calls go by. */
  public Grant grant() {
    return grant;
  }

  /** Calls an operation of the member. */
  public Answer call(String operation, @Nullable Object... arguments) {
    int index = declaration.operation(operation).orElseThrow().index();
    return kernel.gate().call(table, handle, index, arguments);
  }

  /**
   * What an operation returned.
   *
   * @throws UserError with the code of a failure, or of a refusal by the gate
   */
  public @Nullable Object value(String operation, @Nullable Object... arguments) throws UserError {
    return switch (call(operation, arguments)) {
      case Answer.Returned returned -> returned.value();
      case Answer.Failed failed -> throw new UserError(failed.code(), failed.message());
      case Answer.Denied denied ->
          throw new UserError(denied.reason().code(), declaration.name() + " is not granted");
    };
  }
}
