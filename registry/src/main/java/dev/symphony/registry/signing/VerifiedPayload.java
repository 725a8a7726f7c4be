package dev.symphony.registry.signing;

import dev.symphony.capabilities.Bytes;

/** A payload that a known key signed. Only {@link Envelope#verify} makes one. */
public final class VerifiedPayload {
  private final PublisherKey signer;
  private final String type;
  private final Bytes content;

  VerifiedPayload(PublisherKey signer, String type, Bytes content) {
    this.signer = signer;
    this.type = type;
    this.content = content;
  }

  /** Whose signature it is. */
  public PublisherKey signer() {
    return signer;
  }

  /** What it is. */
  public String type() {
    return type;
  }

  /** The signed bytes. */
  public Bytes content() {
    return content;
  }
}
