package dev.symphony.host.author.types;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.registry.manifest.ExtensionKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The JSON Schema of {@code extension.toml}, for editors that complete and check while one writes.
 * It knows the services of this version. What the reader of manifests accepts, it accepts; a few
 * rules that go across keys only the reader knows.
 */
public final class ManifestSchema {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();
  private static final String SIZE = "^[0-9]{1,12}(\\.[0-9]{1,6})?([bkmgBKMG]|[kmgKMG][iI][bB])$";
  private static final String DURATION =
      "^[0-9]{1,12}(\\.[0-9]{1,6})?([uUmM]?[sS]|[mMhH]|[mM][iI][nN])$";
  private static final String PATH = "^[^/]+(/[^/]+)*$";
  private static final String DIGEST = "^sha256:[0-9a-f]{64}$";

  private ManifestSchema() {}

  /** The text of the schema. */
  public static String of(ServiceCatalog catalog) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "http://json-schema.org/draft-07/schema#");
    schema.put("title", "extension.toml: what an extension is, and what it asks for");
    schema.putAll(
        table(
            List.of("extension", "code"),
            List.of(
                entry("extension", extension()),
                entry("code", code()),
                entry("capability", Map.of("type", "array", "items", capability(catalog))),
                entry("resources", resources()),
                entry("model", model()))));
    try {
      return MAPPER.writeValueAsString(schema) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and lists are always JSON", e);
    }
  }

  private static Map<String, Object> extension() {
    return table(
        List.of("name", "version", "publisher", "kind"),
        List.of(
            entry(
                "name",
                pattern(
                    "^[a-z][a-z0-9]*(-[a-z0-9]+)*$",
                    "Lower case letters, digits, hyphens; at most 64.")),
            entry(
                "version",
                pattern(
                    "^(0|[1-9][0-9]{0,8})(\\.(0|[1-9][0-9]{0,8})){2}"
                        + "(-[0-9A-Za-z.-]{1,64})?(\\+[0-9A-Za-z.-]{1,64})?$",
                    "Semantic Versioning 2, as 0.1.0.")),
            entry(
                "publisher",
                pattern(
                    "^[a-z][a-z0-9]*([.-][a-z0-9]+)*$",
                    "As the name, dots allowed; extensions of one publisher share a worker.")),
            entry(
                "kind",
                words(
                    "It wraps a model, processes data, or is a panel.",
                    Arrays.stream(ExtensionKind.values()).map(ExtensionKind::id))),
            entry("licence", text("An SPDX expression.")),
            entry("description", text("One line.")),
            entry("keywords", Map.of("type", "array", "items", Map.of("type", "string")))));
  }

  private static Map<String, Object> code() {
    return table(
        List.of("language", "entry"),
        List.of(
            entry(
                "language",
                words(
                    "TypeScript runs as the JavaScript that it is compiled to.",
                    Arrays.stream(Language.values()).map(Language::id))),
            entry("entry", pattern(PATH, "The file that exports run(input, caps)."))));
  }

  private static Map<String, Object> capability(ServiceCatalog catalog) {
    Map<String, Object> schema =
        table(
            List.of("service", "operations", "reason"),
            List.of(
                entry(
                    "service",
                    words(
                        "What to call.",
                        catalog.declarations().stream().map(ServiceDeclaration::name))),
                entry(
                    "operations",
                    Map.of("type", "array", "minItems", 1, "items", Map.of("type", "string"))),
                entry("resource", resource()),
                entry("as", pattern("^[A-Za-z][A-Za-z0-9_]{0,63}$", "The name in caps.")),
                entry("reason", pattern("\\S", "In plain words, for whoever decides.")),
                entry("optional", Map.of("type", "boolean")),
                entry("calls", Map.of("type", "integer", "minimum", 1)),
                entry("bytes", pattern(SIZE, "A size, as 64m.")),
                entry("rate", pattern("^[0-9]{1,9}/[smh]$", "A rate, as 10/s."))));
    schema.put("allOf", operationsOfEach(catalog));
    return schema;
  }

  private static Map<String, Object> resource() {
    Map<String, Object> one = text("A pattern; left out it is everything.");
    return Map.of("anyOf", List.of(one, Map.of("type", "array", "minItems", 1, "items", one)));
  }

  private static List<Object> operationsOfEach(ServiceCatalog catalog) {
    List<Object> rules = new ArrayList<>();
    for (ServiceDeclaration service : catalog.declarations()) {
      List<String> operations =
          Stream.concat(
                  Stream.of(Right.EVERY_OPERATION),
                  service.operations().stream().map(o -> o.name()))
              .toList();
      Map<String, Object> rule = new LinkedHashMap<>();
      rule.put("if", properties("service", Map.of("const", service.name())));
      rule.put("then", properties("operations", Map.of("items", Map.of("enum", operations))));
      rules.add(rule);
    }
    return rules;
  }

  private static Map<String, Object> resources() {
    return table(
        List.of(),
        List.of(
            entry("cpu", pattern(DURATION, "Processor time of one invocation, as 5s.")),
            entry("wall", pattern(DURATION, "Time on the clock of one invocation, as 30s.")),
            entry("heap", pattern(SIZE, "Memory, as 64m.")),
            entry("output", pattern(SIZE, "Result and console of one invocation, as 8m.")),
            entry(
                "messages",
                Map.of(
                    "type",
                    "integer",
                    "minimum",
                    1,
                    "description",
                    "Calls and lines of output that it may send in a second."))));
  }

  private static Map<String, Object> model() {
    return table(
        List.of("path", "digest"),
        List.of(
            entry("path", pattern(PATH, "The ONNX file, relative to the manifest.")),
            entry("digest", pattern(DIGEST, "sha256: and 64 digits."))));
  }

  private static Map<String, Object> table(
      List<String> required, List<Map.Entry<String, Map<String, Object>>> entries) {
    Map<String, Object> properties = new LinkedHashMap<>();
    entries.forEach(e -> properties.put(e.getKey(), e.getValue()));
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("additionalProperties", false);
    schema.put("required", required);
    schema.put("properties", properties);
    return schema;
  }

  private static Map.Entry<String, Map<String, Object>> entry(
      String key, Map<String, Object> schema) {
    return Map.entry(key, schema);
  }

  private static Map<String, Object> properties(String key, Map<String, Object> schema) {
    return Map.of("properties", Map.of(key, schema));
  }

  private static Map<String, Object> text(String description) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("description", description);
    return schema;
  }

  private static Map<String, Object> pattern(String pattern, String description) {
    Map<String, Object> schema = text(description);
    schema.put("pattern", pattern);
    return schema;
  }

  private static Map<String, Object> words(String description, Stream<String> words) {
    Map<String, Object> schema = text(description);
    schema.put("enum", words.toList());
    return schema;
  }
}
