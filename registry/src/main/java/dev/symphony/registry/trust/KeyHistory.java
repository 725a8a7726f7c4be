package dev.symphony.registry.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.Envelope;
import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a publisher about its keys, oldest first, as they travel with its extensions.
 *
 * @param statements signed statements, none of them verified
 */
public record KeyHistory(List<Envelope> statements) {
  /** No statement. */
  public static final KeyHistory EMPTY = new KeyHistory(List.of());

  private static final int MAX_STATEMENTS = 256;

  public KeyHistory {
    statements = List.copyOf(statements);
  }

  /** The history with one more statement at its end. */
  public KeyHistory with(Envelope statement) {
    List<Envelope> all = new ArrayList<>(statements);
    all.add(statement);
    return new KeyHistory(all);
  }

  /** The history as JSON. */
  public Bytes toJson() {
    ArrayNode list = Json.object().putArray("statements");
    statements.forEach(envelope -> list.add(Json.parse(envelope.toJson())));
    return Json.bytes(list);
  }

  /**
   * Reads a history.
   *
   * @throws Refused {@code signature-malformed} when it is none
   */
  public static KeyHistory parse(Bytes json) throws Refused {
    try {
      JsonNode list = Json.parse(json);
      if (!list.isArray() || list.size() > MAX_STATEMENTS) {
        throw new IllegalArgumentException("not a list, or too long");
      }
      List<Envelope> statements = new ArrayList<>();
      for (JsonNode node : list) {
        statements.add(Envelope.parse(Json.bytes(node)));
      }
      return new KeyHistory(statements);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          "signature-malformed", "the history of keys can't be read: " + e.getMessage(), e);
    }
  }
}
