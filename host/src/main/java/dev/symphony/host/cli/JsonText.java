package dev.symphony.host.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.symphony.capabilities.Bytes;
import dev.symphony.document.PlainText;
import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values and outcomes as JSON, in characters that are safe in a terminal. Bytes appear as {@code
 * {"base64": "..."}}.
 */
final class JsonText {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private JsonText() {}

  /**
   * Reads a value.
   *
   * @throws UserError {@code usage-json} when the text is not JSON
   */
  static @Nullable Object parse(String text) throws UserError {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      throw new UserError(
          "usage-json",
          "'" + text + "' is not JSON: " + e.getOriginalMessage() + "; text needs double quotes",
          e);
    }
  }

  /**
   * Reads a tree.
   *
   * @throws UserError {@code usage-json} when the text is not JSON
   */
  static JsonNode tree(String text) throws UserError {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UserError("usage-json", "'" + text + "' is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** The value that the text is JSON for, else the text itself. */
  static @Nullable Object lenient(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (JsonProcessingException e) {
      return text;
    }
  }

  /** Prints a value on one line. */
  static String compact(@Nullable Object value) {
    try {
      return safe(MAPPER.writeValueAsString(plain(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value is always JSON", e);
    }
  }

  /** Prints records by name on one line. */
  static String ofRecords(Map<String, ?> records) {
    try {
      return safe(MAPPER.writeValueAsString(records));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record is always JSON", e);
    }
  }

  /** Prints a value over several lines. */
  static String pretty(@Nullable Object value) {
    try {
      return safe(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(plain(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a value is always JSON", e);
    }
  }

  /** Writes the characters of texts that are not plain as JSON escapes; the values stay equal. */
  private static String safe(String json) {
    if (PlainText.isPlain(json)) {
      return json;
    }
    StringBuilder safe = new StringBuilder(json.length());
    json.codePoints()
        .mapToObj(c -> PlainText.isPlain(c) ? Character.toString(c) : "\\u%04x".formatted(c))
        .forEach(safe::append);
    return safe.toString();
  }

  /** The same object for an outcome whose walls are told elsewhere. */
  static Map<String, @Nullable Object> of(GuestOutcome outcome) {
    Map<String, @Nullable Object> map = of(outcome, "");
    map.remove("isolation");
    return map;
  }

  /** The object that {@code --json} prints for an outcome. */
  static Map<String, @Nullable Object> of(GuestOutcome outcome, String isolation) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("outcome", outcome.id());
    if (outcome instanceof GuestOutcome.Completed completed) {
      map.put("value", completed.value());
    }
    if (outcome instanceof GuestOutcome.LimitHit hit) {
      map.put("limit", hit.limit().id());
    }
    OutcomePrinter.error(outcome).ifPresent(error -> map.put("error", error(error)));
    map.put("isolation", isolation);
    map.put("cpuMs", outcome.usage().cpu().toMillis());
    map.put("wallMs", outcome.usage().wall().toMillis());
    return map;
  }

  private static Map<String, String> error(GuestError error) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("code", error.code());
    map.put("message", error.message());
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Bytes bytes -> Map.of("base64", Base64.getEncoder().encodeToString(bytes.toArray()));
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(element -> copy.add(plain(element)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((k, v) -> copy.put(String.valueOf(k), plain(v)));
        yield copy;
      }
      default -> value;
    };
  }
}
