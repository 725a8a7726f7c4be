package dev.symphony.kernel.service;

import dev.symphony.capabilities.Bytes;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The type of an argument or result. A value that crosses the gate is null, a Boolean, Long,
 * Double, String or {@link Bytes}, or a List or Map (with String keys) of values.
 */
public sealed interface ValueType {

  /** The types without parts. */
  enum Simple implements ValueType {
    ANY,
    NOTHING,
    BOOLEAN,
    INTEGER,
    NUMBER,
    STRING,
    BYTES
  }

  /** A list of {@code element}. */
  record ListOf(ValueType element) implements ValueType {}

  /** A map from text to {@code element}. */
  record MapOf(ValueType element) implements ValueType {}

  /** Null or {@code element}. */
  record OptionalOf(ValueType element) implements ValueType {}

  /** An object with the fields of a Java record. */
  record RecordOf(RecordShape shape) implements ValueType {}

  /**
   * The value type of a Java type in a service declaration.
   *
   * @throws IllegalArgumentException when the Java type can't cross the gate
   */
  static ValueType of(Type type) {
    if (type instanceof ParameterizedType generic) {
      return ofGeneric(generic);
    }
    if (type instanceof Class<?> c && c.isRecord()) {
      return new RecordOf(RecordShape.of(c));
    }
    return switch (type.getTypeName()) {
      case "void" -> Simple.NOTHING;
      case "boolean", "java.lang.Boolean" -> Simple.BOOLEAN;
      case "long", "java.lang.Long" -> Simple.INTEGER;
      case "double", "java.lang.Double" -> Simple.NUMBER;
      case "java.lang.Object" -> Simple.ANY;
      case "java.lang.String" -> Simple.STRING;
      case "dev.symphony.capabilities.Bytes" -> Simple.BYTES;
      default -> throw new IllegalArgumentException(type.getTypeName() + " can't cross the gate");
    };
  }

  private static ValueType ofGeneric(ParameterizedType type) {
    Type[] parts = type.getActualTypeArguments();
    ValueType element = of(parts[parts.length - 1]);
    if (type.getRawType() == List.class) {
      return new ListOf(element);
    }
    if (type.getRawType() == Map.class && parts[0] == String.class) {
      return new MapOf(element);
    }
    if (type.getRawType() == Optional.class) {
      return new OptionalOf(element);
    }
    throw new IllegalArgumentException(type.getTypeName() + " can't cross the gate");
  }

  /**
   * Turns a value from outside into the Java object that the declaration asks for.
   *
   * @throws ServiceFailure {@code argument-type} when the value has another type
   */
  default @Nullable Object accept(@Nullable Object value) {
    return switch (this) {
      case Simple simple -> ValueChecks.simple(simple, value);
      case OptionalOf(ValueType element) ->
          value == null ? Optional.empty() : Optional.of(ValueChecks.present(element, value));
      case ListOf(ValueType element) when value instanceof List<?> list ->
          list.stream().map(element::accept).toList();
      case MapOf(ValueType element) when value instanceof Map<?, ?> map -> acceptMap(element, map);
      case RecordOf(RecordShape shape) when value instanceof Map<?, ?> map -> shape.accept(map);
      case ListOf l -> throw ValueChecks.mismatch("a list", value);
      case MapOf m -> throw ValueChecks.mismatch("an object", value);
      case RecordOf r -> throw ValueChecks.mismatch("an object", value);
    };
  }

  private static Map<String, @Nullable Object> acceptMap(ValueType element, Map<?, ?> map) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    map.forEach((k, v) -> result.put(String.valueOf(k), element.accept(v)));
    return result;
  }

  /** Turns what an operation returned into a value. */
  default @Nullable Object express(@Nullable Object result) {
    return switch (this) {
      case Simple.NOTHING -> null;
      case Simple simple -> result instanceof Integer i ? Long.valueOf(i) : result;
      case OptionalOf(ValueType element) ->
          ((Optional<?>) ValueChecks.required(result)).map(element::express).orElse(null);
      case ListOf(ValueType element) ->
          ((List<?>) ValueChecks.required(result)).stream().map(element::express).toList();
      case MapOf(ValueType element) -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) ValueChecks.required(result))
            .forEach((k, v) -> map.put(String.valueOf(k), element.express(v)));
        yield map;
      }
      case RecordOf(RecordShape shape) -> shape.express(ValueChecks.required(result));
    };
  }
}
