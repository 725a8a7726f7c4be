package dev.symphony.registry.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * An OCI image manifest, version 1.1: one artifact.
 *
 * @param artifactType what the artifact is
 * @param config the configuration of the image
 * @param layers the pieces of the artifact
 * @param subject what it is about, for artifacts that refer to another one
 * @param annotations further texts by name
 */
public record ImageManifest(
    String artifactType,
    Descriptor config,
    List<Descriptor> layers,
    Optional<Descriptor> subject,
    Map<String, String> annotations) {
  /** The media type of a manifest. */
  public static final String MEDIA_TYPE = "application/vnd.oci.image.manifest.v1+json";

  /** The media type of a configuration that says nothing. */
  public static final String EMPTY_CONFIG = "application/vnd.oci.empty.v1+json";

  /** How many bytes a manifest or an index may have. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_LAYERS = 64;

  public ImageManifest {
    layers = List.copyOf(layers);
    annotations = new TreeMap<>(annotations);
  }

  /** The one layer of that media type, if there is exactly one. */
  public Optional<Descriptor> layer(String mediaType) {
    List<Descriptor> found = layers.stream().filter(l -> l.mediaType().equals(mediaType)).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** The manifest as JSON. */
  public Bytes toJson() {
    ObjectNode root = Json.object();
    root.put("schemaVersion", 2);
    root.put("mediaType", MEDIA_TYPE);
    root.put("artifactType", artifactType);
    root.set("config", config.toJson());
    ArrayNode list = root.putArray("layers");
    layers.forEach(layer -> list.add(layer.toJson()));
    subject.ifPresent(s -> root.set("subject", s.toJson()));
    if (!annotations.isEmpty()) {
      ObjectNode map = root.putObject("annotations");
      annotations.forEach(map::put);
    }
    return Json.bytes(root);
  }

  /** The descriptor of the manifest, as registries list it. */
  public Descriptor descriptor() {
    return Descriptor.of(MEDIA_TYPE, toJson()).with(artifactType, annotations);
  }

  /**
   * Reads a manifest.
   *
   * @throws Refused {@code oci-malformed} when it is none
   */
  public static ImageManifest parse(Bytes json) throws Refused {
    try {
      JsonNode root = Json.parse(json);
      List<Descriptor> layers = new ArrayList<>();
      root.required("layers").forEach(node -> layers.add(Descriptor.of(node)));
      if (layers.size() > MAX_LAYERS || !Json.text(root, "mediaType").equals(MEDIA_TYPE)) {
        throw new IllegalArgumentException("it is of another type, or has too many layers");
      }
      return new ImageManifest(
          Optional.ofNullable(root.path("artifactType").textValue()).orElse(""),
          Descriptor.of(root.required("config")),
          layers,
          root.has("subject") ? Optional.of(Descriptor.of(root.get("subject"))) : Optional.empty(),
          Descriptor.texts(root.path("annotations")));
    } catch (IllegalArgumentException e) {
      throw new Refused(
          "oci-malformed", "this is not the manifest of an artifact: " + e.getMessage(), e);
    }
  }
}
