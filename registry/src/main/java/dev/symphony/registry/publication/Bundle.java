package dev.symphony.registry.publication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.archive.ArchiveWriter;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.ImageManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An extension in the pieces that it is published in. The same extension always gives the same
 * pieces, byte for byte; nothing in them tells when or where they were made.
 *
 * @param source the extension
 * @param image the manifest of the artifact that it is published as
 * @param blobs the pieces that the manifest names
 */
public record Bundle(ExtensionSource source, ImageManifest image, Map<Descriptor, Bytes> blobs) {
  public Bundle {
    blobs = new LinkedHashMap<>(blobs);
  }

  /**
   * Packs an extension.
   *
   * @throws Refused {@code archive-path} or {@code archive-name-long} when a path does not fit into
   *     an archive
   */
  public static Bundle pack(ExtensionSource source) throws Refused {
    Map<Descriptor, Bytes> blobs = new LinkedHashMap<>();
    Descriptor code = put(blobs, MediaTypes.CODE, ArchiveWriter.write(source.files()));
    put(blobs, MediaTypes.MANIFEST, source.manifestText());
    put(blobs, MediaTypes.SBOM, Sbom.of(source));
    source.model().ifPresent(model -> put(blobs, MediaTypes.MODEL, model));
    List<Descriptor> layers = List.copyOf(blobs.keySet());
    Descriptor config = put(blobs, MediaTypes.IMAGE_CONFIG, config(code.digest()));
    ImageManifest image =
        new ImageManifest(
            MediaTypes.EXTENSION,
            config,
            layers,
            Optional.empty(),
            annotations(source.manifest().identity()));
    return new Bundle(source, image, blobs);
  }

  private static Descriptor put(Map<Descriptor, Bytes> blobs, String mediaType, Bytes content) {
    Descriptor descriptor = Descriptor.of(mediaType, content);
    blobs.put(descriptor, content);
    return descriptor;
  }

  /** A configuration that tools for images can read: nothing to run, no platform. */
  private static Bytes config(Digest code) {
    ObjectNode root = Json.object();
    root.put("architecture", "unknown");
    root.put("os", "unknown");
    root.putObject("config");
    ObjectNode files = root.putObject("rootfs");
    files.put("type", "layers");
    files.putArray("diff_ids").add(code.text());
    return Json.bytes(root);
  }

  private static Map<String, String> annotations(ExtensionIdentity identity) {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("org.opencontainers.image.title", identity.name());
    texts.put("org.opencontainers.image.vendor", identity.publisher());
    texts.put("org.opencontainers.image.version", identity.version());
    texts.put("org.opencontainers.image.description", identity.description());
    texts.put("org.opencontainers.image.licenses", identity.licence());
    texts.values().removeIf(String::isEmpty);
    return texts;
  }

  /** The name of its repository, {@code publisher/name}. */
  public String repository() {
    ExtensionIdentity identity = source.manifest().identity();
    return identity.publisher() + "/" + identity.name();
  }

  /** Its version. */
  public String version() {
    return source.manifest().identity().version();
  }

  /** The digest of the piece of that media type, when it has one. */
  Optional<Digest> piece(String mediaType) {
    return image.layer(mediaType).map(Descriptor::digest);
  }
}
