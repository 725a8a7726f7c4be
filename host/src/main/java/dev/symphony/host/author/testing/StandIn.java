package dev.symphony.host.author.testing;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An object that stands where a service would: it takes every call that passed the gate, and
 * answers with nothing of worth. The harness within the guest has the answer that the test
 * scripted.
 */
final class StandIn {
  private StandIn() {}

  static ServiceObject of(ServiceDeclaration service) {
    Object proxy =
        Proxy.newProxyInstance(
            service.contract().getClassLoader(),
            new Class<?>[] {service.contract()},
            (self, method, arguments) -> answer(method));
    return ServiceObject.bind(service, proxy);
  }

  private static @Nullable Object answer(Method method) throws ReflectiveOperationException {
    return value(method.getReturnType());
  }

  private static @Nullable Object value(Type type) throws ReflectiveOperationException {
    if (type instanceof Class<?> c && c.isRecord()) {
      return record(c);
    }
    return switch (type.getTypeName()) {
      case "boolean", "java.lang.Boolean" -> false;
      case "int" -> 0;
      case "long", "java.lang.Long" -> 0L;
      case "double", "java.lang.Double" -> 0.0;
      case "java.lang.String" -> "";
      case "java.util.List" -> List.of();
      case "java.util.Map" -> Map.of();
      case "java.util.Optional" -> Optional.empty();
      case "dev.symphony.capabilities.Bytes" -> Bytes.empty();
      default -> null;
    };
  }

  private static Object record(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] parts = new @Nullable Object[components.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = value(components[i].getType());
    }
    Constructor<?> constructor =
        type.getConstructor(
            Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    return constructor.newInstance(parts);
  }
}
