package dev.symphony.host.install;

import dev.symphony.host.UserError;
import dev.symphony.kernel.KernelClock;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.trust.TrustStore;
import dev.symphony.registry.trust.TrustedKey;
import java.util.Optional;

/**
 * The first time that a publisher is met: a person compares the fingerprint of the key, or names it
 * beforehand. Nothing is trusted silently.
 *
 * @param expected the fingerprint that the person has from the publisher, when they gave one
 */
record FirstTrust(
    Optional<Digest> expected, Dialogue dialogue, Decisions decisions, KernelClock clock) {

  /** Finds the key that somebody says is theirs. */
  interface Claim {
    PublisherKey key() throws Refused;
  }

  /** The store that accepts the key of a publisher; itself when it did accept one before. */
  TrustStore in(TrustStore store, String publisher, Claim claim) throws UserError, Refused {
    if (!store.keys(publisher).isEmpty()) {
      return store;
    }
    PublisherKey key = claim.key();
    if (expected.isPresent()) {
      requireExpected(key, expected.get());
    } else {
      ask(publisher, key);
    }
    decisions.note(publisher, "key-accepted", key.fingerprint().text());
    return store.trusting(
        publisher, new TrustedKey(key, clock.now(), "accepted by " + decisions.who()));
  }

  private static void requireExpected(PublisherKey key, Digest expected) throws UserError {
    if (!key.fingerprint().equals(expected)) {
      throw new UserError(
          "trust-fingerprint",
          "it is signed with the key " + key.fingerprint() + ", not with " + expected);
    }
  }

  private void ask(String publisher, PublisherKey key) throws UserError {
    dialogue.tell("The publisher '" + publisher + "' is new here. It signs with the key");
    dialogue.tell("  " + key.fingerprint());
    dialogue.tell("Compare it with the fingerprint that you have from the publisher.");
    if (!dialogue.agrees("Trust this key for everything of '" + publisher + "'?")) {
      throw new UserError(
          "publisher-unknown",
          "nobody accepted the key "
              + key.fingerprint()
              + " of '"
              + publisher
              + "'; to accept it: --trust "
              + key.fingerprint());
    }
  }
}
