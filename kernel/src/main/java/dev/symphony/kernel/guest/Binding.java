package dev.symphony.kernel.guest;

import dev.symphony.kernel.service.OperationDeclaration;
import java.util.List;

/**
 * What a guest finds under one name in {@code caps}.
 *
 * @param name the name, usually that of the service
 * @param operations its operations
 */
public record Binding(String name, List<BoundOperation> operations) {
  public Binding {
    operations = List.copyOf(operations);
  }

  /**
   * An operation and the handle that reaches it; the gate refuses when the handle does not allow
   * it.
   */
  public record BoundOperation(OperationDeclaration declaration, long handle) {}
}
