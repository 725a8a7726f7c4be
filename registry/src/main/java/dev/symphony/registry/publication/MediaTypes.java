package dev.symphony.registry.publication;

/** The media types of what a published extension consists of. */
public final class MediaTypes {
  /** An extension. */
  public static final String EXTENSION = "application/vnd.symphony.extension.v1";

  /** Its code and its manifest, as an uncompressed archive. */
  public static final String CODE = "application/vnd.oci.image.layer.v1.tar";

  /** Its manifest alone. */
  public static final String MANIFEST = "application/vnd.symphony.extension.manifest.v1+toml";

  /** Its bill of materials. */
  public static final String SBOM = "application/vnd.cyclonedx+json";

  /** Its model. */
  public static final String MODEL = "application/vnd.symphony.extension.model.v1+onnx";

  /** The signed list of the versions of an extension. */
  public static final String RELEASES = "application/vnd.symphony.releases.v1+json";

  /** The signed statements about the keys of a publisher. */
  public static final String KEY_HISTORY = "application/vnd.symphony.key-history.v1+json";

  static final String IMAGE_CONFIG = "application/vnd.oci.image.config.v1+json";

  private MediaTypes() {}
}
