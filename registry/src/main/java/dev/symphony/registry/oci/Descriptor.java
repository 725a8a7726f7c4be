package dev.symphony.registry.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an OCI manifest or index says about a piece of content.
 *
 * @param mediaType what it is
 * @param digest the digest of its bytes
 * @param size how many bytes it has
 * @param artifactType what a manifest is a manifest of
 * @param annotations further texts by name
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    Optional<String> artifactType,
    Map<String, String> annotations) {
  /** The annotation that an image layout keeps a tag in. */
  static final String REF_NAME = "org.opencontainers.image.ref.name";

  public Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("a size is not negative");
    }
    annotations = new TreeMap<>(annotations);
  }

  /** The descriptor of {@code content}. */
  public static Descriptor of(String mediaType, Bytes content) {
    return new Descriptor(
        mediaType, Digest.of(content), content.length(), Optional.empty(), Map.of());
  }

  /** The descriptor of content that has this digest and size. */
  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, Optional.empty(), Map.of());
  }

  Descriptor with(String artifactType, Map<String, String> annotations) {
    return new Descriptor(mediaType, digest, size, Optional.of(artifactType), annotations);
  }

  /** The same with one more annotation. */
  public Descriptor annotated(String name, String value) {
    Map<String, String> all = new TreeMap<>(annotations);
    all.put(name, value);
    return new Descriptor(mediaType, digest, size, artifactType, all);
  }

  /**
   * The content, when it is the one that this describes.
   *
   * @throws Refused {@code blob-corrupt} when its digest or size is another
   */
  public Bytes require(Bytes content) throws Refused {
    if (content.length() != size || !Digest.of(content).equals(digest)) {
      throw new Refused(
          "blob-corrupt", "what is kept under " + digest + " is something else; fetch it again");
    }
    return content;
  }

  ObjectNode toJson() {
    ObjectNode node = Json.object();
    node.put("mediaType", mediaType);
    node.put("digest", digest.text());
    node.put("size", size);
    artifactType.ifPresent(type -> node.put("artifactType", type));
    if (!annotations.isEmpty()) {
      ObjectNode map = node.putObject("annotations");
      annotations.forEach(map::put);
    }
    return node;
  }

  static Descriptor of(JsonNode node) {
    return new Descriptor(
        Json.text(node, "mediaType"),
        new Digest(Json.text(node, "digest")),
        Json.number(node, "size"),
        Optional.ofNullable(node.path("artifactType").textValue()),
        texts(node.path("annotations")));
  }

  static Map<String, String> texts(JsonNode object) {
    Map<String, String> texts = new TreeMap<>();
    object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
    return texts;
  }
}
