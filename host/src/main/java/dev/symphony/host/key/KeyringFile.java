package dev.symphony.host.key;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The list of root keys as a file: {@code {"version":1,"keys":[{id, publicKey, state, since}]}}.
 */
final class KeyringFile {
  private static final JsonMapper MAPPER = new JsonMapper();

  private KeyringFile() {}

  static byte[] write(List<RootKey> keys) {
    ObjectNode root = MAPPER.createObjectNode().put("version", 1);
    ArrayNode list = root.putArray("keys");
    for (RootKey key : keys) {
      list.addObject()
          .put("id", key.id())
          .put("publicKey", key.publicKey().toString())
          .put("state", key.state().label())
          .put("since", key.since().toString());
    }
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    } catch (JacksonException e) {
      throw new IllegalStateException("a list of keys is always JSON", e);
    }
  }

  static List<RootKey> read(byte[] content) throws UserError {
    try {
      List<RootKey> keys = new ArrayList<>();
      for (JsonNode node : MAPPER.readTree(content).required("keys")) {
        keys.add(
            new RootKey(
                node.required("id").intValue(),
                PublicKey.parse(node.required("publicKey").textValue()),
                RootKey.State.valueOf(node.required("state").textValue().toUpperCase(Locale.ROOT)),
                Instant.parse(node.required("since").textValue())));
      }
      return keys;
    } catch (IOException | KeyException | IllegalArgumentException | DateTimeException e) {
      throw new UserError(
          "keyring-malformed", "the list of root keys can't be read: " + e.getMessage(), e);
    }
  }
}
