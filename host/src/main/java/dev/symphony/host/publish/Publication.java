package dev.symphony.host.publish;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.publication.Bundle;
import dev.symphony.registry.publication.BundleStatement;
import dev.symphony.registry.publication.PublishedReleases;
import dev.symphony.registry.publication.ReleaseList;
import dev.symphony.registry.publication.SignedBundles;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.trust.KeyHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Puts signed versions into places.
 *
 * @param signer signs
 * @param keys all keys of the publisher so far
 * @param history what the publisher says about them
 */
public record Publication(PublisherSigner signer, List<PublisherKey> keys, KeyHistory history) {
  /** How long a list of versions is good for, unless it is told otherwise. */
  public static final Duration USUAL_LIFE = Duration.ofDays(90);

  /**
   * Reads and packs the extension in {@code directory}.
   *
   * @throws UserError when it is no extension, or can't be packed
   */
  public static Bundle pack(Path directory) throws UserError {
    try {
      return Bundle.pack(ExtensionSource.load(directory));
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (Refused e) {
      throw new UserError(e.code(), e.text(), e);
    }
  }

  /** The signature of {@code bundle}, made of the source in {@code directory}. */
  public Envelope sign(Bundle bundle, Path directory) {
    return BundleStatement.of(bundle, SourceRevision.of(directory), signer.publicKey())
        .sign(signer);
  }

  /**
   * Puts a version into {@code place}, and on its list of versions.
   *
   * @param end how long the list is good
   * @return the list
   * @throws UserError {@code version-published} when the version is there with other content
   */
  public ReleaseList publish(Repository place, Bundle bundle, Envelope envelope, Instant end)
      throws UserError, Refused {
    ExtensionName name = ExtensionName.parse(bundle.repository()).orElseThrow();
    Version version = new Version(bundle.version());
    Digest artifact = bundle.image().descriptor().digest();
    ReleaseList before = before(place, name);
    Digest known = before.versions().get(version);
    if (known != null && !known.equals(artifact)) {
      throw new UserError(
          "version-published",
          name + "@" + version + " is published with other content; raise the version");
    }
    SignedBundles.put(place, bundle, envelope);
    return put(place, before.with(version, artifact).renewed(end));
  }

  /** Signs the list of versions anew, good until {@code end}. */
  public ReleaseList renew(Repository place, ExtensionName name, Instant end) throws Refused {
    return put(place, before(place, name).renewed(end));
  }

  private ReleaseList put(Repository place, ReleaseList list) throws Refused {
    new PublishedReleases(list.sign(signer), history).put(place);
    return list;
  }

  private ReleaseList before(Repository place, ExtensionName name) throws Refused {
    Optional<PublishedReleases> published = PublishedReleases.in(place);
    if (published.isEmpty()) {
      return ReleaseList.empty(name);
    }
    for (PublisherKey key : keys.reversed()) {
      if (published.get().list().names(key)) {
        return published.get().verify(name, key);
      }
    }
    throw new Refused(
        "publisher-key-foreign",
        "the versions of " + name + " there are signed with a key that is not yours");
  }
}
