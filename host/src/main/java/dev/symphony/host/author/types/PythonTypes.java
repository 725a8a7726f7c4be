package dev.symphony.host.author.types;

import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.RecordShape;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ValueType;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The types of {@code caps} for Python: {@code __init__.pyi} of the package. Names of built-in
 * types are written with their module, because some operations are called like them.
 */
public final class PythonTypes {
  private static final String HEAD =
      """
      # Generated from the declarations of the services. A test of the host tells when it is out of date.
      import builtins
      import typing

      from typing_extensions import NotRequired

      # A value that can cross the gate, as an argument or as a result.
      Value = typing.Union[
          None,
          builtins.bool,
          builtins.int,
          builtins.float,
          builtins.str,
          builtins.bytes,
          builtins.list[typing.Any],
          builtins.dict[builtins.str, typing.Any],
      ]

      class CapabilityError(Exception):
          \"""What a call raises that was refused (denied-...) or that failed. Every code has a page in docs/errors.\"""

          code: builtins.str
          def __init__(self, message: builtins.str = ..., code: builtins.str = ...) -> None: ...

      """;

  private PythonTypes() {}

  /** The text of the file. */
  public static String of(ServiceCatalog catalog) {
    StringBuilder text = new StringBuilder(HEAD);
    DeclaredRecords.of(catalog.declarations()).forEach(record -> text.append(record(record)));
    catalog.declarations().forEach(service -> text.append(service(service)));
    text.append("class Capabilities(typing.Protocol):\n")
        .append(
            doc("All that a guest can reach. What was not granted is there too, and is refused."));
    for (ServiceDeclaration service : catalog.declarations()) {
      text.append("    @property\n    def ")
          .append(service.name())
          .append("(self) -> ")
          .append(TypeScriptTypes.nameOf(service))
          .append(": ...\n");
    }
    return text.toString();
  }

  private static String service(ServiceDeclaration service) {
    return service.operations().stream()
        .map(PythonTypes::operation)
        .collect(
            Collectors.joining(
                "",
                "class "
                    + TypeScriptTypes.nameOf(service)
                    + "(typing.Protocol):\n"
                    + doc(service.description()),
                "\n"));
  }

  private static String operation(OperationDeclaration operation) {
    String parameters =
        operation.parameters().stream()
            .map(p -> ", " + snake(p.name()) + ": " + type(p.type()))
            .collect(Collectors.joining("", "self", operation.parameters().isEmpty() ? "" : ", /"));
    return "    def "
        + snake(operation.name())
        + "("
        + parameters
        + ") -> "
        + type(operation.result())
        + ":\n        \"\"\""
        + operation.description()
        + "\"\"\"\n";
  }

  private static String record(RecordShape record) {
    return record.fields().stream()
        .map(f -> "    " + f.name() + ": " + fieldType(f.type()) + "\n")
        .collect(Collectors.joining("", "class " + record.name() + "(typing.TypedDict):\n", "\n"));
  }

  private static String fieldType(ValueType type) {
    return type instanceof ValueType.OptionalOf(ValueType element)
        ? "NotRequired[" + type(element) + "]"
        : type(type);
  }

  private static String type(ValueType type) {
    return switch (type) {
      case ValueType.Simple simple -> simple(simple);
      case ValueType.ListOf(ValueType element) -> "builtins.list[" + type(element) + "]";
      case ValueType.MapOf(ValueType element) ->
          "builtins.dict[builtins.str, " + type(element) + "]";
      case ValueType.OptionalOf(ValueType element) -> "typing.Optional[" + type(element) + "]";
      case ValueType.RecordOf(RecordShape shape) -> shape.name();
    };
  }

  private static String simple(ValueType.Simple type) {
    return switch (type) {
      case ANY -> "Value";
      case NOTHING -> "None";
      case BOOLEAN -> "builtins.bool";
      case INTEGER -> "builtins.int";
      case NUMBER -> "builtins.float";
      case STRING -> "builtins.str";
      case BYTES -> "builtins.bytes";
    };
  }

  /** A name of a declaration as Python writes it. */
  public static String snake(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String doc(String description) {
    return "    \"\"\"" + description + "\"\"\"\n\n";
  }
}
