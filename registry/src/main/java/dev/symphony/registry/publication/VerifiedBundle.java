package dev.symphony.registry.publication;

import dev.symphony.registry.Digest;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import java.util.Optional;

/**
 * A bundle whose every piece is the one that a trusted key of its publisher signed. Only {@link
 * BundleVerifier} makes one.
 */
public final class VerifiedBundle {
  private final Bundle bundle;
  private final Envelope envelope;
  private final PublisherKey signer;
  private final Optional<String> revision;

  VerifiedBundle(Bundle bundle, Envelope envelope, PublisherKey signer, Optional<String> revision) {
    this.bundle = bundle;
    this.envelope = envelope;
    this.signer = signer;
    this.revision = revision;
  }

  /** The pieces. */
  public Bundle bundle() {
    return bundle;
  }

  /** The signature, for keeping it with the pieces. */
  public Envelope envelope() {
    return envelope;
  }

  /** Who signed. */
  public PublisherKey signer() {
    return signer;
  }

  /** The revision of the source that the publisher tells. */
  public Optional<String> revision() {
    return revision;
  }

  /** The digest of the artifact. */
  public Digest digest() {
    return bundle.image().descriptor().digest();
  }
}
