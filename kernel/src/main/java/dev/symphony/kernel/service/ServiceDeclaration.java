package dev.symphony.kernel.service;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A service as its annotated interface declares it: the source of operation tables, of the types
 * that extension authors see, and of the rights that policies know.
 */
public final class ServiceDeclaration {
  /** The most operations a service can have: a right keeps them in one machine word. */
  public static final int MAX_OPERATIONS = 64;

  private final Class<?> contract;
  private final String name;
  private final String description;
  private final List<OperationDeclaration> operations;

  private ServiceDeclaration(
      Class<?> contract, Service service, List<OperationDeclaration> operations) {
    this.contract = contract;
    this.name = service.name();
    this.description = service.description();
    this.operations = List.copyOf(operations);
  }

  /**
   * Reads the declaration from an interface.
   *
   * @throws IllegalArgumentException when the interface is not annotated, or its operation indexes
   *     are not 0, 1, 2 and so on
   */
  public static ServiceDeclaration of(Class<?> contract) {
    Service service = contract.getAnnotation(Service.class);
    if (service == null || !contract.isInterface()) {
      throw new IllegalArgumentException(contract + " is not an interface annotated @Service");
    }
    List<OperationDeclaration> operations =
        Arrays.stream(contract.getMethods())
            .filter(m -> m.isAnnotationPresent(Operation.class))
            .map(ServiceDeclaration::operation)
            .sorted(Comparator.comparingInt(OperationDeclaration::index))
            .toList();
    for (int i = 0; i < operations.size(); i++) {
      if (operations.get(i).index() != i || i >= MAX_OPERATIONS) {
        throw new IllegalArgumentException(contract + ": operation indexes are 0, 1, 2, ... 63");
      }
    }
    return new ServiceDeclaration(contract, service, operations);
  }

  private static OperationDeclaration operation(Method method) {
    return OperationDeclaration.of(method, method.getAnnotation(Operation.class));
  }

  /** The annotated interface. */
  public Class<?> contract() {
    return contract;
  }

  /** The name in rights and in {@code caps}. */
  public String name() {
    return name;
  }

  /** One sentence for extension authors. */
  public String description() {
    return description;
  }

  /** The operations; the place in the list is the operation's index. */
  public List<OperationDeclaration> operations() {
    return operations;
  }

  /** The operation called {@code operation}, if there is one. */
  public Optional<OperationDeclaration> operation(String operation) {
    return operations.stream().filter(o -> o.name().equals(operation)).findFirst();
  }
}
