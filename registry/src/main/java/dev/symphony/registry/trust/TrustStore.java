package dev.symphony.registry.trust;

import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.publication.SignerChoice;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whose signatures a home accepts: for each publisher its keys, the latest last, and the keys that
 * were revoked. A value; each change gives another one.
 *
 * @param publishers the keys of each publisher, never an empty list
 * @param revoked what is refused, by fingerprint
 */
public record TrustStore(Map<String, List<TrustedKey>> publishers, Map<Digest, RevokedKey> revoked)
    implements SignerChoice {
  /** Trust in nobody. */
  public static final TrustStore EMPTY = new TrustStore(Map.of(), Map.of());

  public TrustStore {
    publishers = new TreeMap<>(publishers);
    revoked = new TreeMap<>(revoked);
  }

  /** The keys of a publisher, oldest first; none when it is unknown. */
  public List<TrustedKey> keys(String publisher) {
    return publishers.getOrDefault(publisher, List.of());
  }

  /** The latest key of a publisher. */
  public Optional<PublisherKey> latest(String publisher) {
    List<TrustedKey> keys = keys(publisher);
    return keys.isEmpty() ? Optional.empty() : Optional.of(keys.getLast().key());
  }

  /** The store that accepts {@code key} as the latest one of {@code publisher} as well. */
  public TrustStore trusting(String publisher, TrustedKey key) {
    Map<String, List<TrustedKey>> changed = new TreeMap<>(publishers);
    List<TrustedKey> keys = new ArrayList<>(keys(publisher));
    keys.removeIf(k -> k.key().equals(key.key()));
    keys.add(key);
    changed.put(publisher, List.copyOf(keys));
    return new TrustStore(changed, revoked);
  }

  /** The store that knows nothing of {@code publisher}; what was revoked stays revoked. */
  public TrustStore forgetting(String publisher) {
    Map<String, List<TrustedKey>> changed = new TreeMap<>(publishers);
    changed.remove(publisher);
    return new TrustStore(changed, revoked);
  }

  /** The store that refuses a key from now on. */
  public TrustStore revoking(RevokedKey key) {
    Map<Digest, RevokedKey> changed = new TreeMap<>(revoked);
    changed.putIfAbsent(key.fingerprint(), key);
    return new TrustStore(publishers, changed);
  }

  /** Whether a key is revoked. */
  public boolean isRevoked(PublisherKey key) {
    return revoked.containsKey(key.fingerprint());
  }

  /**
   * The store after what a publisher says about its own keys. A rotation counts when the latest
   * accepted key signed it, a revocation when the latest key or the revoked key itself did; every
   * other statement changes nothing.
   *
   * @throws Refused {@code signature-invalid} or {@code statement-malformed} when a statement names
   *     a key that counts, and is not signed by it
   */
  public TrustStore following(String publisher, KeyHistory history, Instant now) throws Refused {
    TrustStore store = this;
    for (Envelope envelope : history.statements()) {
      for (TrustedKey signer : store.keys(publisher)) {
        if (envelope.names(signer.key()) && !store.isRevoked(signer.key())) {
          KeyStatement statement = KeyStatement.verify(envelope, signer.key());
          if (statement.publisher().equals(publisher)) {
            store = store.after(statement, signer.key(), now);
          }
        }
      }
    }
    return store;
  }

  private TrustStore after(KeyStatement statement, PublisherKey signer, Instant now) {
    boolean isLatest = latest(statement.publisher()).filter(signer::equals).isPresent();
    return switch (statement) {
      case KeyStatement.Rotation r when isLatest ->
          trusting(r.publisher(), new TrustedKey(r.next(), now, "signed by the key before it"));
      case KeyStatement.Revocation r
          when isLatest || r.fingerprint().equals(signer.fingerprint()) ->
          revoking(new RevokedKey(r.fingerprint(), now, r.reason()));
      case KeyStatement.Rotation r -> this;
      case KeyStatement.Revocation r -> this;
    };
  }

  @Override
  public Chosen choose(String publisher, List<Envelope> envelopes) throws Refused {
    List<TrustedKey> keys = keys(publisher);
    if (keys.isEmpty()) {
      throw new Refused(
          "publisher-unknown",
          "nobody here has accepted a key of the publisher '" + publisher + "' yet");
    }
    Optional<PublisherKey> refused = Optional.empty();
    for (TrustedKey trusted : keys.reversed()) {
      for (Envelope envelope : envelopes) {
        if (envelope.names(trusted.key())) {
          if (!isRevoked(trusted.key())) {
            return new Chosen(envelope, trusted.key());
          }
          refused = Optional.of(trusted.key());
        }
      }
    }
    throw refused
        .map(this::revokedKey)
        .orElseGet(() ->
            new Refused(
                "publisher-key-foreign",
                "it is signed, but by no key that is accepted for '" + publisher + "'"));
  }

  private Refused revokedKey(PublisherKey key) {
    RevokedKey known = revoked.get(key.fingerprint());
    return new Refused(
        "publisher-key-revoked",
        "it is signed by the key "
            + key.fingerprint()
            + ", which was revoked: "
            + (known == null ? "" : known.reason()));
  }
}
