package dev.symphony.sandbox.ipc;

import dev.symphony.kernel.guest.Binding;
import dev.symphony.kernel.service.Operation;
import java.util.List;

/**
 * What a worker has to know of a service in order to offer it in {@code caps}.
 *
 * @param name the name in {@code caps}
 * @param operations the operations
 */
public record BoundService(String name, List<BoundOperation> operations) {
  public BoundService {
    operations = List.copyOf(operations);
  }

  /** An operation: its name, its place in the service, how the guest sees it, its handle. */
  public record BoundOperation(String name, int index, Operation.Mode mode, long handle) {}

  /** The part of a binding that a worker needs. */
  public static BoundService of(Binding binding) {
    return new BoundService(
        binding.name(),
        binding.operations().stream()
            .map(o ->
                new BoundOperation(
                    o.declaration().name(),
                    o.declaration().index(),
                    o.declaration().mode(),
                    o.handle()))
            .toList());
  }
}
