package dev.symphony.registry.signing;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import dev.symphony.registry.Digest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The private key of a publisher: signs envelopes. The seed of the ML-DSA-65 half is derived from
 * the Ed25519 seed by SHA-256, so that there is one secret to keep; from the Ed25519 public key,
 * even with its discrete logarithm known, neither seed follows.
 */
public final class PublisherSigner {
  /** Which algorithms a publisher signs with. */
  public enum Scheme {
    /** Ed25519 alone. */
    ED25519,
    /** Ed25519 and ML-DSA-65 together. */
    HYBRID
  }

  private static final Bytes DOMAIN = Bytes.utf8("symphony-publisher-ml-dsa-65-v1\n");

  private final PrivateKey classic;
  private final Scheme scheme;
  private final PublisherKey publicKey;

  private PublisherSigner(PrivateKey classic, Scheme scheme) {
    this.classic = classic;
    this.scheme = scheme;
    this.publicKey =
        new PublisherKey(
            classic.publicKey(),
            scheme == Scheme.HYBRID ? Optional.of(MlDsa.publicKey(seed())) : Optional.empty());
  }

  /** The signer with this Ed25519 key. */
  public static PublisherSigner of(PrivateKey classic, Scheme scheme) {
    return new PublisherSigner(classic, scheme);
  }

  /** The public half. */
  public PublisherKey publicKey() {
    return publicKey;
  }

  /** Signs {@code payload}; the same payload always gives the same envelope. */
  public Envelope sign(String payloadType, Bytes payload) {
    byte[] message = Envelope.preAuthenticationEncoding(payloadType, payload);
    List<Envelope.Signature> signatures = new ArrayList<>();
    signatures.add(new Envelope.Signature(publicKey.classicId(), classic.sign(message)));
    if (scheme == Scheme.HYBRID) {
      byte[] seed = seed();
      signatures.add(new Envelope.Signature(publicKey.postQuantumId(), MlDsa.sign(seed, message)));
      Arrays.fill(seed, (byte) 0);
    }
    return new Envelope(payloadType, payload, signatures);
  }

  private byte[] seed() {
    Bytes secret = classic.secret(SecretKeyAccess.insecure());
    byte[] input = new byte[DOMAIN.length() + secret.length()];
    DOMAIN.copyInto(input, 0);
    secret.copyInto(input, DOMAIN.length());
    byte[] seed = Bytes.fromHex(Digest.of(Bytes.copyOf(input)).hex()).toArray();
    Arrays.fill(input, (byte) 0);
    return seed;
  }

  /** Names the public key only. */
  @Override
  public String toString() {
    return "private key of " + publicKey.fingerprint();
  }
}
