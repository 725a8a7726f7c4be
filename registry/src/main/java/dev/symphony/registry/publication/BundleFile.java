package dev.symphony.registry.publication;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.archive.ArchiveLimits;
import dev.symphony.registry.archive.ArchiveReader;
import dev.symphony.registry.archive.ArchiveWriter;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.OciLayout;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.trust.TrustStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A signed bundle in one file: an OCI image layout, as an uncompressed archive.
 *
 * @param name which extension it says it is
 * @param version which version it says it is
 * @param repository where its pieces are
 * @param artifact its artifact
 */
public record BundleFile(
    ExtensionName name, Version version, Repository repository, Digest artifact) {
  /** The usual end of the name of such a file. */
  public static final String SUFFIX = ".symphony";

  /**
   * The content of the file for {@code bundle}; the same bundle and key always give the same.
   *
   * @throws Refused never for a bundle that was packed
   */
  public static Bytes write(Bundle bundle, Envelope envelope) throws Refused {
    Map<String, Bytes> files = new HashMap<>();
    OciLayout layout = OciLayout.of(bundle.repository(), files);
    SignedBundles.put(layout.repository(bundle.repository()), bundle, envelope);
    layout.flush();
    return ArchiveWriter.write(files);
  }

  /**
   * Opens a file. Nothing in it is verified, and the code in it is not unpacked.
   *
   * @param origin the name for messages
   * @throws Refused those of {@link ArchiveReader#read}, and {@code oci-malformed}
   */
  public static BundleFile open(String origin, Bytes content) throws Refused {
    OciLayout layout =
        OciLayout.of(origin, new HashMap<>(ArchiveReader.read(content, ArchiveLimits.BUNDLE)));
    for (String reference : layout.references()) {
      int colon = reference.lastIndexOf(':');
      String tag = reference.substring(colon + 1);
      if (colon > 0 && !tag.startsWith("sha256-") && Version.parse(tag).isPresent()) {
        return of(layout, reference.substring(0, colon), tag);
      }
    }
    throw malformed(origin);
  }

  private static BundleFile of(OciLayout layout, String name, String tag) throws Refused {
    Repository repository = layout.repository(name);
    return new BundleFile(
        ExtensionName.parse(name).orElseThrow(() -> malformed(name)),
        new Version(tag),
        repository,
        repository.resolve(tag).map(Descriptor::digest).orElseThrow(() -> malformed(name)));
  }

  private static Refused malformed(String origin) {
    return new Refused("oci-malformed", origin + " has no extension in it");
  }

  /**
   * The key that it says it is signed with, and is. That somebody has this key says nothing about
   * who they are: a person has to compare its fingerprint.
   *
   * @throws Refused {@code signature-missing}, or when it is not signed with the key that it names
   */
  public PublisherKey claimedKey() throws Refused {
    Descriptor subject = repository.resolve(version.text()).orElseThrow(() -> malformed(place()));
    List<Envelope> envelopes = SignedBundles.envelopes(repository, subject);
    if (envelopes.isEmpty()) {
      throw new Refused("signature-missing", place() + " is not signed");
    }
    return ClaimedKey.of(envelopes.getFirst());
  }

  private String place() {
    return repository.place();
  }

  /**
   * Verifies it against the keys that {@code trust} accepts.
   *
   * @throws Refused as {@link BundleVerifier#verify}
   */
  public VerifiedBundle verify(TrustStore trust) throws Refused {
    return new BundleVerifier(repository, name.toString(), trust).verify(artifact, version.text());
  }
}
