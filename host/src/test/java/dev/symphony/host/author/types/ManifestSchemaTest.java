package dev.symphony.host.author.types;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Problem;
import dev.symphony.host.service.Services;
import dev.symphony.registry.manifest.ManifestReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The published schema knows the keys that the reader knows, and refuses what the reader refuses.
 */
class ManifestSchemaTest {
  private static final Pattern ALLOWED = Pattern.compile("\\(allowed: ([^)]*)\\)");
  private static final String WHOLE =
      """
      [extension]
      name = "a"
      version = "1.0.0"
      publisher = "p"
      kind = "instrument"
      [code]
      language = "js"
      entry = "main.mjs"
      [[capability]]
      service = "kv"
      operations = ["get"]
      reason = "To keep."
      [resources]
      cpu = "5s"
      [model]
      path = "model.onnx"
      digest = "sha256:0000000000000000000000000000000000000000000000000000000000000000"
      """;

  private final JsonNode schema = schema();

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(ManifestSchema.of(Services.CATALOG));
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<Problem> problems(String manifest) {
    return assertThrows(
            DocumentException.class,
            () -> ManifestReader.read("extension.toml", Bytes.utf8(manifest)))
        .problems();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[extension]", "[code]", "[[capability]]", "[resources]", "[model]"})
  void keysOfATable_areThoseThatTheReaderAllows(String header) {
    String broken = WHOLE.replace(header + "\n", header + "\nnobody-knows-this = 1\n");
    Matcher allowed = ALLOWED.matcher(problems(broken).getFirst().message());
    assertTrue(allowed.find(), header);
    String table = header.replaceAll("[\\[\\]]", "");
    JsonNode shape = schema.at("/properties/" + table);
    Set<String> keys = new TreeSet<>();
    (shape.has("items") ? shape.get("items") : shape)
        .get("properties")
        .fieldNames()
        .forEachRemaining(keys::add);

    assertEquals(new TreeSet<>(List.of(allowed.group(1).split(", "))), keys);
    assertFalse(
        (shape.has("items") ? shape.get("items") : shape).get("additionalProperties").asBoolean());
  }

  @Test
  void tables_areThoseThatTheReaderAllows() {
    Matcher allowed = ALLOWED.matcher(problems("[nobody]\n" + WHOLE).getFirst().message());
    assertTrue(allowed.find());
    Set<String> keys = new TreeSet<>();
    schema.get("properties").fieldNames().forEachRemaining(keys::add);

    assertEquals(new TreeSet<>(List.of(allowed.group(1).split(", "))), keys);
  }

  @ParameterizedTest
  @CsvSource({
    "extension,name", "extension,version", "extension,publisher", "extension,kind",
    "code,language", "code,entry", "capability,service", "capability,operations",
    "capability,reason", "model,path", "model,digest"
  })
  void requiredKeys_areThoseThatTheReaderMisses(String table, String key) {
    String without = WHOLE.replaceAll("(?m)^" + key + " = .*\n", "");
    JsonNode shape = schema.at("/properties/" + table);
    JsonNode required = (shape.has("items") ? shape.get("items") : shape).get("required");

    assertTrue(problems(without).getFirst().key().endsWith(key));
    assertTrue(required.toString().contains('"' + key + '"'), required::toString);
  }

  @ParameterizedTest
  @CsvSource({
    "extension,name,a",
    "extension,name,line-count",
    "extension,name,Line",
    "extension,name,a--b",
    "extension,version,1.0.0",
    "extension,version,1.0",
    "extension,version,1.0.0-rc.1+b",
    "extension,version,01.0.0",
    "extension,publisher,a.b-c",
    "extension,publisher,a..b",
    "extension,kind,motif-x",
    "code,language,ts",
    "code,language,python",
    "code,entry,a/b.py",
    "code,entry,/a",
    "code,entry,a//b",
    "capability,reason,' '",
    "capability,as,1a",
    "capability,as,source",
    "capability,bytes,64m",
    "capability,bytes,64 m",
    "capability,bytes,1.5KiB",
    "capability,bytes,m",
    "capability,rate,10/s",
    "capability,rate,10/d",
    "resources,cpu,100ms",
    "resources,cpu,5",
    "resources,wall,2min",
    "resources,wall,1.5h",
    "resources,heap,64mib",
    "resources,heap,64t",
    "model,digest,sha256:00",
    "model,path,m.onnx"
  })
  void values_passTheSchema_whenTheyPassTheReader(String table, String key, String value) {
    String line = key + " = \"" + value + "\"\n";
    String header = table.equals("capability") ? "[[capability]]\n" : "[" + table + "]\n";
    String manifest =
        WHOLE.contains("\n" + key + " = ")
            ? replaced(table, key, line)
            : WHOLE.replace(header, header + line);

    assertEquals(isRead(manifest), passes(table, key, value), manifest);
  }

  private static String replaced(String table, String key, String line) {
    int at = WHOLE.indexOf("[" + table + "]");
    return WHOLE.substring(0, at)
        + Pattern.compile("(?m)^" + key + " = .*\n")
            .matcher(WHOLE.substring(at))
            .replaceFirst(line);
  }

  private static boolean isRead(String manifest) {
    try {
      ManifestReader.read("extension.toml", Bytes.utf8(manifest));
      return true;
    } catch (DocumentException e) {
      return false;
    }
  }

  private boolean passes(String table, String key, String value) {
    JsonNode shape = schema.at("/properties/" + table);
    JsonNode rule = (shape.has("items") ? shape.get("items") : shape).get("properties").get(key);
    return rule.has("enum")
        ? rule.get("enum").toString().contains('"' + value + '"')
        : Pattern.compile(rule.get("pattern").asText()).matcher(value).find();
  }
}
