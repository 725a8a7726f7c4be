package dev.symphony.kernel.service;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One object that calls can reach: an implementation bound to its declaration. A directory opened
 * for a run is one object of the service {@code files}, another directory is another.
 */
public final class ServiceObject {
  private final ServiceDeclaration declaration;
  private final MethodHandle[] invokers;

  private ServiceObject(ServiceDeclaration declaration, MethodHandle[] invokers) {
    this.declaration = declaration;
    this.invokers = invokers;
  }

  /** Binds {@code implementation} to {@code declaration}. */
  public static <T> ServiceObject bind(ServiceDeclaration declaration, T implementation) {
    if (!declaration.contract().isInstance(implementation)) {
      throw new IllegalArgumentException(
          "the object does not implement " + declaration.contract().getName());
    }
    MethodHandle[] invokers =
        declaration.operations().stream()
            .map(operation -> invoker(operation, implementation))
            .toArray(MethodHandle[]::new);
    return new ServiceObject(declaration, invokers);
  }

  /** Stands for a service that the holder was given no object of: no call may ever reach it. */
  public static ServiceObject absent(ServiceDeclaration declaration) {
    return new ServiceObject(declaration, new MethodHandle[0]);
  }

  private static MethodHandle invoker(OperationDeclaration operation, Object implementation) {
    try {
      MethodHandle handle = MethodHandles.publicLookup().unreflect(operation.method());
      MethodHandle bound = handle.bindTo(implementation);
      return bound
          .asSpreader(Object[].class, operation.parameters().size())
          .asType(MethodType.methodType(Object.class, Object[].class));
    } catch (IllegalAccessException e) {
      throw new IllegalArgumentException("a service interface and its methods are public", e);
    }
  }

  /** The declaration that the object is bound to. */
  public ServiceDeclaration declaration() {
    return declaration;
  }

  /**
   * Runs the operation at {@code index}. Checks nothing about authority: the gate has done so.
   * Arguments that are left out at the end are null. The array is the callee's from now on.
   *
   * @return the answer as a value
   * @throws ServiceFailure when arguments have the wrong number or type, or the service says so
   */
  public @Nullable Object invoke(int index, @Nullable Object[] arguments) {
    OperationDeclaration operation = declaration.operations().get(index);
    @Nullable Object[] accepted = accept(operation.parameters(), arguments);
    try {
      return operation.result().express((Object) invokers[index].invokeExact(accepted));
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("an operation threw a checked exception", e);
    }
  }

  private static @Nullable Object[] accept(
      List<OperationDeclaration.DeclaredParameter> parameters, @Nullable Object[] arguments) {
    if (arguments.length > parameters.size()) {
      throw new ServiceFailure(
          "argument-count",
          "expected " + parameters.size() + " arguments, got " + arguments.length);
    }
    @Nullable Object[] accepted =
        arguments.length == parameters.size()
            ? arguments
            : Arrays.copyOf(arguments, parameters.size());
    for (int i = 0; i < accepted.length; i++) {
      accepted[i] = acceptOne(parameters.get(i), accepted[i]);
    }
    return accepted;
  }

  private static @Nullable Object acceptOne(
      OperationDeclaration.DeclaredParameter parameter, @Nullable Object argument) {
    try {
      return parameter.type().accept(argument);
    } catch (ServiceFailure e) {
      throw new ServiceFailure(e.code(), "argument '" + parameter.name() + "': " + e.text());
    }
  }
}
