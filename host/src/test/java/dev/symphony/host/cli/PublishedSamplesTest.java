package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code symphony token authorize} on the published sample tokens, made by another implementation.
 */
class PublishedSamplesTest {
  private static final Path SAMPLES =
      Path.of("..", "..", "shared", "vectors", "biscuit").normalize();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Its checks call a function that the sample's authorizer brings along, and this one can't. */
  private static final String NEEDS_A_FUNCTION = "test035_ffi.bc";

  @Test
  void verdicts_areThoseOfTheSamples() throws IOException {
    if (!Files.exists(SAMPLES.resolve("samples.json"))) {
      System.out.println("The test vectors ../shared/vectors/biscuit are not there.");
      return;
    }
    JsonNode samples = MAPPER.readTree(Files.readAllBytes(SAMPLES.resolve("samples.json")));
    String key = "ed25519/" + samples.required("root_public_key").textValue();
    List<String> differences = new ArrayList<>();
    int validations = 0;
    for (JsonNode sample : samples.required("testcases")) {
      String file = sample.required("filename").textValue();
      for (Map.Entry<String, JsonNode> validation : sample.required("validations").properties()) {
        validations++;
        JsonNode verdict = authorize(file, key, validation.getValue());
        String expected = expected(file, validation.getValue());
        if (!expected.equals(summary(verdict))) {
          differences.add(file + " " + validation.getKey() + ": " + expected + " " + verdict);
        }
      }
    }
    assertEquals(List.of(), differences);
    assertTrue(validations >= 50);
  }

  private static JsonNode authorize(String file, String key, JsonNode validation)
      throws IOException {
    StringWriter out = new StringWriter();
    PrintWriter lines = new PrintWriter(out);
    Surroundings surroundings =
        new Surroundings(
            new Terminal(lines, lines, false), Map.of(), InputStream.nullInputStream());
    TokenCommand.line(surroundings)
        .execute(
            "authorize",
            SAMPLES.resolve(file).toString(),
            "--public-key",
            key,
            "--authorizer",
            validation.required("authorizer_code").textValue(),
            "--json");
    return MAPPER.readTree(out.toString());
  }

  private static String expected(String file, JsonNode validation) {
    JsonNode result = validation.required("result");
    JsonNode error = result.path("Err");
    if (file.equals(NEEDS_A_FUNCTION)) {
      return "deny with 0 failed checks, datalog-undefined-function";
    }
    if (result.has("Ok")) {
      return "allow by " + result.get("Ok").intValue();
    }
    if (error.has("Format")) {
      return "invalid";
    }
    JsonNode logic = error.path("FailedLogic");
    int failed = logic.path("Unauthorized").path("checks").size();
    return "deny with " + failed + " failed checks" + (logic.has("Unauthorized") ? "" : ", error");
  }

  private static String summary(JsonNode verdict) {
    String code = verdict.path("error").path("code").asText("");
    return switch (verdict.required("result").textValue()) {
      case "allow" -> "allow by " + verdict.required("policy").intValue();
      case "invalid" -> "invalid";
      default ->
          "deny with "
              + verdict.required("failedChecks").size()
              + " failed checks"
              + (code.isEmpty()
                  ? ""
                  : ", " + (code.equals("datalog-undefined-function") ? code : "error"));
    };
  }
}
