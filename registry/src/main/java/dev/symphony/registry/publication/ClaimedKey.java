package dev.symphony.registry.publication;

import dev.symphony.capabilities.key.KeyException;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;

/** The key that a signed statement says it is signed with. */
final class ClaimedKey {
  private ClaimedKey() {}

  /** The key that {@code envelope} names, and is signed with. */
  static PublisherKey of(Envelope envelope) throws Refused {
    try {
      PublisherKey key =
          PublisherKey.parse(
              Json.text(Json.parse(envelope.payload()).required("predicate"), "key"));
      envelope.verify(key);
      return key;
    } catch (IllegalArgumentException | KeyException e) {
      throw new Refused("statement-malformed", "the statement names no key", e);
    }
  }
}
