package dev.symphony.registry.trust;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.signing.Statement;
import java.time.Instant;
import java.util.Map;

/** What a publisher says about its own keys, signed. */
public sealed interface KeyStatement {
  /** Which publisher it is about. */
  String publisher();

  /** A new key takes over; signed by the key before it. */
  record Rotation(String publisher, PublisherKey next) implements KeyStatement {}

  /** A key is not to be accepted any more; signed by the publisher's latest key, or by itself. */
  record Revocation(String publisher, Digest fingerprint, String reason) implements KeyStatement {}

  /** The kind of claim. */
  String PREDICATE = "urn:symphony:publisher-key:v1";

  /** Signs {@code statement}. */
  static Envelope sign(KeyStatement statement, PublisherSigner signer, Instant now) {
    ObjectNode claim = Json.object();
    claim.put("publisher", statement.publisher());
    claim.put("issued", now.toString());
    Digest about =
        switch (statement) {
          case Rotation rotation -> {
            claim.put("next", rotation.next().toString());
            yield rotation.next().fingerprint();
          }
          case Revocation revocation -> {
            claim.put("revoked", revocation.fingerprint().text());
            claim.put("reason", revocation.reason());
            yield revocation.fingerprint();
          }
        };
    return signer.sign(
        Statement.PAYLOAD_TYPE, new Statement(Map.of("key", about), PREDICATE, claim).toJson());
  }

  /**
   * Reads a statement that {@code signer} has signed.
   *
   * @throws Refused when the signature does not hold, or {@code statement-malformed}
   */
  static KeyStatement verify(Envelope envelope, PublisherKey signer) throws Refused {
    ObjectNode claim = Statement.of(envelope.verify(signer), PREDICATE).predicate();
    try {
      String publisher = Json.text(claim, "publisher");
      return claim.has("next")
          ? new Rotation(publisher, PublisherKey.parse(Json.text(claim, "next")))
          : new Revocation(
              publisher, new Digest(Json.text(claim, "revoked")), Json.text(claim, "reason"));
    } catch (IllegalArgumentException | KeyException e) {
      throw new Refused(
          "statement-malformed", "a statement about keys can't be read: " + e.getMessage(), e);
    }
  }
}
