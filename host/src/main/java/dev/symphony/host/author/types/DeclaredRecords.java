package dev.symphony.host.author.types;

import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.RecordShape;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The records that arguments and results of services are made of, each once, sorted by name. */
final class DeclaredRecords {
  private final Map<String, RecordShape> byName = new TreeMap<>();

  private DeclaredRecords() {}

  static List<RecordShape> of(List<ServiceDeclaration> services) {
    DeclaredRecords records = new DeclaredRecords();
    for (ServiceDeclaration service : services) {
      for (OperationDeclaration operation : service.operations()) {
        operation.parameters().forEach(p -> records.add(p.type()));
        records.add(operation.result());
      }
    }
    return new ArrayList<>(records.byName.values());
  }

  private void add(ValueType type) {
    switch (type) {
      case ValueType.Simple simple -> {}
      case ValueType.ListOf(ValueType element) -> add(element);
      case ValueType.MapOf(ValueType element) -> add(element);
      case ValueType.OptionalOf(ValueType element) -> add(element);
      case ValueType.RecordOf(RecordShape shape) -> {
        byName.put(shape.name(), shape);
        shape.fields().forEach(field -> add(field.type()));
      }
    }
  }
}
