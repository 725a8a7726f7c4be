package dev.symphony.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import java.io.IOException;

/** JSON between machines: read strictly (each key once, nothing behind), written compactly. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(32)
                          .maxStringLength(8 << 20)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /**
   * Reads one value.
   *
   * @throws IllegalArgumentException when it is not JSON
   */
  public static JsonNode parse(Bytes json) {
    try {
      return MAPPER.readTree(json.toArray());
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("not JSON: " + e.getMessage(), e);
    }
  }

  /** An empty object. */
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /** The value on one line, keys in the order in which they were put. */
  public static Bytes bytes(JsonNode value) {
    try {
      return Bytes.ofOwnedArray(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is always JSON", e);
    }
  }

  /**
   * The text under {@code key}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static String text(JsonNode object, String key) {
    JsonNode value = object.required(key);
    if (!value.isTextual()) {
      throw new IllegalArgumentException("'" + key + "' is not a text");
    }
    return value.textValue();
  }

  /**
   * The whole number under {@code key}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static long number(JsonNode object, String key) {
    JsonNode value = object.required(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException("'" + key + "' is not a whole number");
    }
    return value.longValue();
  }
}
