package dev.symphony.host.author.types;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.RecordShape;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ValueType;
import java.util.Locale;
import java.util.stream.Collectors;

/** The TypeScript types of {@code caps}: {@code index.d.ts} of the npm package. */
public final class TypeScriptTypes {
  private static final String HEAD =
      """
      // Generated from the declarations of the services. A test of the host tells when it is out of date.

      /** A value that can cross the gate, as an argument or as a result. */
      export type Value = null | boolean | number | string | Uint8Array | Value[] | { [key: string]: Value };

      /** The entry of an extension: `export default async function run(input, caps)`. */
      export type Run<Input = Value, Output = Value> = (input: Input, caps: Capabilities) => Output | Promise<Output>;

      declare global {
        /** What a call throws that was refused (`denied-...`) or that failed. Every code has a page in docs/errors. */
        class CapabilityError extends Error {
          constructor(message: string, code: string);
          readonly code: string;
        }
      }

      """;

  private TypeScriptTypes() {}

  /** The text of the file. */
  public static String of(ServiceCatalog catalog) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(
        "/** All that a guest can reach. What was not granted is there too, and is refused. */\n");
    text.append("export interface Capabilities {\n");
    for (ServiceDeclaration service : catalog.declarations()) {
      text.append(doc("  ", service.description()))
          .append("  readonly ")
          .append(service.name())
          .append(": ")
          .append(nameOf(service))
          .append(";\n");
    }
    text.append("}\n");
    catalog.declarations().forEach(service -> text.append(service(service)));
    DeclaredRecords.of(catalog.declarations()).forEach(record -> text.append(record(record)));
    return text.toString();
  }

  static String nameOf(ServiceDeclaration service) {
    String name = service.name();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static String service(ServiceDeclaration service) {
    return service.operations().stream()
        .map(o -> doc("  ", o.description()) + "  " + signature(o) + ";\n")
        .collect(
            Collectors.joining(
                "",
                "\n"
                    + doc("", service.description())
                    + "export interface "
                    + nameOf(service)
                    + " {\n",
                "}\n"));
  }

  private static String signature(OperationDeclaration operation) {
    String parameters =
        operation.parameters().stream()
            .map(p -> p.name() + ": " + type(p.type()))
            .collect(Collectors.joining(", "));
    String result = type(operation.result());
    return operation.name()
        + "("
        + parameters
        + "): "
        + (operation.mode() == Operation.Mode.SYNCHRONOUS ? result : "Promise<" + result + ">");
  }

  private static String record(RecordShape record) {
    return record.fields().stream()
        .map(f -> "  " + field(f) + ";\n")
        .collect(Collectors.joining("", "\nexport interface " + record.name() + " {\n", "}\n"));
  }

  private static String field(RecordShape.Field field) {
    return field.type() instanceof ValueType.OptionalOf(ValueType element)
        ? field.name() + "?: " + type(element)
        : field.name() + ": " + type(field.type());
  }

  private static String type(ValueType type) {
    return switch (type) {
      case ValueType.Simple simple -> simple(simple);
      case ValueType.ListOf(ValueType element) -> type(element) + "[]";
      case ValueType.MapOf(ValueType element) -> "{ [name: string]: " + type(element) + " }";
      case ValueType.OptionalOf(ValueType element) -> type(element) + " | null";
      case ValueType.RecordOf(RecordShape shape) -> shape.name();
    };
  }

  private static String simple(ValueType.Simple type) {
    return switch (type) {
      case ANY -> "Value";
      case NOTHING -> "void";
      case BOOLEAN -> "boolean";
      case INTEGER, NUMBER -> "number";
      case STRING -> "string";
      case BYTES -> "Uint8Array";
    };
  }

  private static String doc(String indent, String description) {
    return indent + "/** " + description + " */\n";
  }
}
