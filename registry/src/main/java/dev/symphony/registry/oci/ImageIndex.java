package dev.symphony.registry.oci;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * An OCI image index: a list of manifests.
 *
 * @param manifests what it lists
 */
public record ImageIndex(List<Descriptor> manifests) {
  /** The media type of an index. */
  public static final String MEDIA_TYPE = "application/vnd.oci.image.index.v1+json";

  /** The index of nothing. */
  public static final ImageIndex EMPTY = new ImageIndex(List.of());

  public ImageIndex {
    manifests = List.copyOf(manifests);
  }

  /** The index with one more manifest, unless it lists the same digest already. */
  public ImageIndex with(Descriptor manifest) {
    if (manifests.stream().anyMatch(m -> m.digest().equals(manifest.digest()))) {
      return this;
    }
    List<Descriptor> all = new ArrayList<>(manifests);
    all.add(manifest);
    return new ImageIndex(all);
  }

  /** The index as JSON. */
  public Bytes toJson() {
    ObjectNode root = Json.object();
    root.put("schemaVersion", 2);
    root.put("mediaType", MEDIA_TYPE);
    ArrayNode list = root.putArray("manifests");
    manifests.forEach(manifest -> list.add(manifest.toJson()));
    return Json.bytes(root);
  }

  /**
   * Reads an index.
   *
   * @throws Refused {@code oci-malformed} when it is none
   */
  public static ImageIndex parse(Bytes json) throws Refused {
    try {
      JsonNode root = Json.parse(json);
      List<Descriptor> manifests = new ArrayList<>();
      root.required("manifests").forEach(node -> manifests.add(Descriptor.of(node)));
      return new ImageIndex(manifests);
    } catch (IllegalArgumentException e) {
      throw new Refused("oci-malformed", "this is not an index of artifacts: " + e.getMessage(), e);
    }
  }
}
