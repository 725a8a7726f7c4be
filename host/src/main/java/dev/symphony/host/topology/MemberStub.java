package dev.symphony.host.topology;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ValueType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member that is somewhere else, as an object of its contract: calls become operations with
 * values, and answers become results. The same for every member and every link.
 */
final class MemberStub implements InvocationHandler {
  private static final Object[] NOTHING = {};

  /** The way to the member. */
  @FunctionalInterface
  interface Way {
    Answer call(int operation, @Nullable Object[] values);
  }

  private final ServiceDeclaration declaration;
  private final Map<Method, OperationDeclaration> operations = new HashMap<>();
  private final Way way;

  private MemberStub(ServiceDeclaration declaration, Way way) {
    this.declaration = declaration;
    this.way = way;
    declaration.operations().forEach(o -> operations.put(o.method(), o));
  }

  /** A stub of {@code contract}. */
  static <T> T of(Class<T> contract, Way way) {
    MemberStub stub = new MemberStub(ServiceDeclaration.of(contract), way);
    return contract.cast(
        Proxy.newProxyInstance(contract.getClassLoader(), new Class<?>[] {contract}, stub));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
    OperationDeclaration operation = operations.get(method);
    @Nullable Object[] given = arguments == null ? NOTHING : arguments;
    if (operation == null) {
      return ofEveryObject(proxy, method, given);
    }
    @Nullable Object[] values = new Object[given.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = operation.parameters().get(i).type().express(given[i]);
    }
    return switch (way.call(operation.index(), values)) {
      case Answer.Returned(var value) -> result(operation.result(), value);
      case Answer.Failed(String code, String message) -> throw new ServiceFailure(code, message);
      case Answer.Denied denied ->
          throw new ServiceFailure(
              denied.reason().code(), declaration.name() + "." + operation.name() + " is refused");
    };
  }

  private static @Nullable Object result(ValueType type, @Nullable Object value) {
    return type == ValueType.Simple.NOTHING ? null : type.accept(value);
  }

  private Object ofEveryObject(Object proxy, Method method, @Nullable Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> System.identityHashCode(proxy) == System.identityHashCode(arguments[0]);
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "a member reached as " + declaration.name();
    };
  }
}
