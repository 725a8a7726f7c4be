package dev.symphony.host.service;

import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.RecordShape;
import dev.symphony.kernel.service.ValueType;
import java.util.Locale;
import java.util.stream.Collectors;

/** Declarations in the notation of the documentation. */
final class DeclarationText {
  private DeclarationText() {}

  /** For example {@code files.read(path: string) -> bytes}. */
  static String signature(String service, OperationDeclaration operation) {
    String parameters =
        operation.parameters().stream()
            .map(p -> p.name() + ": " + type(p.type()))
            .collect(Collectors.joining(", "));
    return service + "." + operation.name() + "(" + parameters + ") -> " + type(operation.result());
  }

  private static String type(ValueType type) {
    return switch (type) {
      case ValueType.Simple simple -> simple.name().toLowerCase(Locale.ROOT);
      case ValueType.ListOf(ValueType element) -> "[" + type(element) + "]";
      case ValueType.MapOf(ValueType element) -> "{name: " + type(element) + "}";
      case ValueType.OptionalOf(ValueType element) -> type(element) + " or null";
      case ValueType.RecordOf(RecordShape shape) ->
          shape.fields().stream()
              .map(DeclarationText::field)
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  private static String field(RecordShape.Field field) {
    return field.type() instanceof ValueType.OptionalOf(ValueType element)
        ? field.name() + "?: " + type(element)
        : field.name() + ": " + type(field.type());
  }
}
