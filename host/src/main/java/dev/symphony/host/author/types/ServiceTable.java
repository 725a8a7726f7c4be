package dev.symphony.host.author.types;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.RecordShape;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The declarations as data, for the test harnesses: which operations there are, how a guest sees
 * them, and the types of their arguments. A type is a word, or an object with one key: {@code
 * list}, {@code map}, {@code optional} or {@code record}.
 */
public final class ServiceTable {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String NOTE =
      " Generated from the declarations of the services. A test of the host tells when it is out of"
          + " date.\n";

  private ServiceTable() {}

  /** The table as a JavaScript module. */
  public static String javaScript(ServiceCatalog catalog) {
    return "//" + NOTE + "export const services = " + json(catalog) + ";\n";
  }

  /** The table as a Python module; there is nothing in it that Python writes in another way. */
  public static String python(ServiceCatalog catalog) {
    return "#" + NOTE + "SERVICES = " + json(catalog) + "\n";
  }

  private static String json(ServiceCatalog catalog) {
    Map<String, Object> services = new LinkedHashMap<>();
    for (ServiceDeclaration service : catalog.declarations()) {
      Map<String, Object> operations = new LinkedHashMap<>();
      service.operations().forEach(o -> operations.put(o.name(), operation(o)));
      services.put(service.name(), operations);
    }
    try {
      return MAPPER.writeValueAsString(services);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("names and lists are always JSON", e);
    }
  }

  private static Map<String, Object> operation(OperationDeclaration operation) {
    List<Object> parameters = new ArrayList<>();
    operation.parameters().forEach(p -> parameters.add(List.of(p.name(), type(p.type()))));
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("mode", operation.mode().name().toLowerCase(Locale.ROOT));
    entry.put("parameters", parameters);
    return entry;
  }

  private static Object type(ValueType type) {
    return switch (type) {
      case ValueType.Simple simple -> simple.name().toLowerCase(Locale.ROOT);
      case ValueType.ListOf(ValueType element) -> Map.of("list", type(element));
      case ValueType.MapOf(ValueType element) -> Map.of("map", type(element));
      case ValueType.OptionalOf(ValueType element) -> Map.of("optional", type(element));
      case ValueType.RecordOf(RecordShape shape) -> {
        Map<String, Object> fields = new LinkedHashMap<>();
        shape.fields().forEach(field -> fields.put(field.name(), type(field.type())));
        yield Map.of("record", fields);
      }
    };
  }
}
