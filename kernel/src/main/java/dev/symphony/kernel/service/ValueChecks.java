package dev.symphony.kernel.service;

import dev.symphony.capabilities.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of single values against simple types. */
final class ValueChecks {
  private ValueChecks() {}

  static @Nullable Object simple(ValueType.Simple type, @Nullable Object value) {
    return switch (type) {
      case ANY, NOTHING -> value;
      case BOOLEAN -> value instanceof Boolean ? value : fail("true or false", value);
      case INTEGER -> integer(value);
      case NUMBER ->
          value instanceof Number n ? Double.valueOf(n.doubleValue()) : fail("a number", value);
      case STRING -> value instanceof String ? value : fail("text", value);
      case BYTES -> value instanceof Bytes ? value : fail("bytes", value);
    };
  }

  private static Object integer(@Nullable Object value) {
    if (value instanceof Long) {
      return value;
    }
    if (value instanceof Double d && d == Math.rint(d) && Math.abs(d) <= 0x1p53) {
      return d.longValue();
    }
    return fail("a whole number", value);
  }

  static Object present(ValueType element, Object value) {
    return required(element.accept(value));
  }

  static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("a service returned null where its declaration has a value");
    }
    return value;
  }

  private static Object fail(String wanted, @Nullable Object value) {
    throw mismatch(wanted, value);
  }

  static ServiceFailure mismatch(String wanted, @Nullable Object value) {
    return new ServiceFailure("argument-type", "expected " + wanted + ", got " + kind(value));
  }

  private static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Boolean b -> "a boolean";
      case Number n -> "a number";
      case String s -> "text";
      case Bytes b -> "bytes";
      case List<?> l -> "a list";
      case Map<?, ?> m -> "an object";
      default -> "something else";
    };
  }
}
