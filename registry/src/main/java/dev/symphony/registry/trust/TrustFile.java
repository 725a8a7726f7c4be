package dev.symphony.registry.trust;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.registry.Digest;
import dev.symphony.registry.DurableFiles;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.PublisherKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The file that a home keeps its trust in. */
public final class TrustFile {
  private final Path file;

  private TrustFile(Path file) {
    this.file = file;
  }

  /** The file at {@code file}; without one there is trust in nobody. */
  public static TrustFile at(Path file) {
    return new TrustFile(file);
  }

  /**
   * What is in it.
   *
   * @throws Refused {@code trust-unreadable} when it can't be read
   */
  public TrustStore load() throws Refused {
    try {
      return Files.exists(file)
          ? parse(Json.parse(Bytes.ofOwnedArray(Files.readAllBytes(file))))
          : TrustStore.EMPTY;
    } catch (IOException | IllegalArgumentException | KeyException | DateTimeException e) {
      throw unreadable("read", e);
    }
  }

  /**
   * Replaces what is in it, durably.
   *
   * @throws Refused {@code trust-unreadable} when it can't be written
   */
  public void save(TrustStore store) throws Refused {
    try {
      DurableFiles.replace(file, Json.bytes(json(store)));
      DurableFiles.sync(file.toAbsolutePath().resolveSibling(""));
    } catch (IOException e) {
      throw unreadable("written", e);
    }
  }

  private Refused unreadable(String what, Exception e) {
    return new Refused(
        "trust-unreadable",
        "the list of trusted keys can't be " + what + ": " + file + ": " + e,
        e);
  }

  private static ObjectNode json(TrustStore store) {
    ObjectNode root = Json.object().put("version", 1);
    ObjectNode publishers = root.putObject("publishers");
    store
        .publishers()
        .forEach((publisher, keys) -> {
          ArrayNode list = publishers.putArray(publisher);
          keys.forEach(key ->
              list.addObject()
                  .put("key", key.key().toString())
                  .put("since", key.since().toString())
                  .put("how", key.how()));
        });
    ArrayNode revoked = root.putArray("revoked");
    store
        .revoked()
        .values()
        .forEach(key ->
            revoked
                .addObject()
                .put("fingerprint", key.fingerprint().text())
                .put("at", key.at().toString())
                .put("reason", key.reason()));
    return root;
  }

  private static TrustStore parse(JsonNode root) {
    Map<String, List<TrustedKey>> publishers = new TreeMap<>();
    root.required("publishers")
        .properties()
        .forEach(publisher -> {
          List<TrustedKey> keys = new ArrayList<>();
          publisher
              .getValue()
              .forEach(node ->
                  keys.add(
                      new TrustedKey(
                          PublisherKey.parse(Json.text(node, "key")),
                          Instant.parse(Json.text(node, "since")),
                          Json.text(node, "how"))));
          publishers.put(publisher.getKey(), List.copyOf(keys));
        });
    Map<Digest, RevokedKey> revoked = new TreeMap<>();
    root.required("revoked")
        .forEach(node -> {
          Digest fingerprint = new Digest(Json.text(node, "fingerprint"));
          revoked.put(
              fingerprint,
              new RevokedKey(
                  fingerprint, Instant.parse(Json.text(node, "at")), Json.text(node, "reason")));
        });
    return new TrustStore(publishers, revoked);
  }
}
