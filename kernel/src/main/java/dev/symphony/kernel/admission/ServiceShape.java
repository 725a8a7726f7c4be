package dev.symphony.kernel.admission;

import dev.symphony.capabilities.caveat.Call;
import dev.symphony.capabilities.caveat.OperationShape;
import dev.symphony.capabilities.caveat.OperationShape.ResourceRole;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.ServiceDeclaration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A service and its calls in the words of caveats. */
public final class ServiceShape {
  private final List<OperationDeclaration> declarations;
  private final List<OperationShape> operations;

  private ServiceShape(ServiceDeclaration service) {
    this.declarations = service.operations();
    this.operations = declarations.stream().map(o -> shape(service.name(), o)).toList();
  }

  /** The shape of a service. */
  public static ServiceShape of(ServiceDeclaration service) {
    return new ServiceShape(service);
  }

  private static OperationShape shape(String service, OperationDeclaration operation) {
    ResourceRole role =
        switch (operation.resourceForm()) {
          case PATH, NAME ->
              operation.resourceParameter() < 0 ? ResourceRole.NONE : ResourceRole.NAME;
          case PATTERN, PREFIX -> ResourceRole.PATTERN;
        };
    return new OperationShape(
        service,
        operation.name(),
        operation.parameters().stream().map(OperationDeclaration.DeclaredParameter::name).toList(),
        role);
  }

  /** The operations, each at its index. */
  public List<OperationShape> operations() {
    return operations;
  }

  Call call(int operation, @Nullable Object[] arguments, KernelClock clock) {
    return new GateCall(declarations.get(operation), operations.get(operation), arguments, clock);
  }

  /** A call at the gate; that its resource has the right form is seen to by the root grant. */
  private static final class GateCall implements Call {
    private final OperationDeclaration operation;
    private final OperationShape shape;
    private final @Nullable Object[] arguments;
    private final KernelClock clock;

    GateCall(
        OperationDeclaration operation,
        OperationShape shape,
        @Nullable Object[] arguments,
        KernelClock clock) {
      this.operation = operation;
      this.shape = shape;
      this.arguments = arguments;
      this.clock = clock;
    }

    @Override
    public OperationShape shape() {
      return shape;
    }

    @Override
    public String resource() {
      String named = operation.resource(arguments);
      String name = named == null ? "" : named;
      return operation.resourceForm() == Resource.Form.PREFIX ? name + "*/**" : name;
    }

    @Override
    public @Nullable Object argument(int index) {
      return index < arguments.length ? arguments[index] : null;
    }

    @Override
    public long epochSeconds() {
      return Math.floorDiv(clock.epochMillis(), 1_000L);
    }
  }
}
