package dev.symphony.registry.publication;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.signing.Statement;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which versions of an extension there are, signed by the publisher's latest key. Its number only
 * grows, and it ends: so a place can neither take a version back, nor exchange one, nor hide new
 * ones for long.
 *
 * @param extension which extension
 * @param sequence the number of the list, from 1
 * @param expires when it is not to be believed any more
 * @param versions the artifact of each version
 */
public record ReleaseList(
    ExtensionName extension, long sequence, Instant expires, Map<Version, Digest> versions) {
  private static final String PREDICATE = "urn:symphony:releases:v1";

  public ReleaseList {
    versions = new TreeMap<>(versions);
  }

  /** The list of no version. */
  public static ReleaseList empty(ExtensionName extension) {
    return new ReleaseList(extension, 0, Instant.EPOCH, Map.of());
  }

  /** The next list, with one more version. */
  public ReleaseList with(Version version, Digest artifact) {
    Map<Version, Digest> all = new TreeMap<>(versions);
    all.put(version, artifact);
    return new ReleaseList(extension, sequence, expires, all);
  }

  /** The same versions under the next number, good until {@code end}. */
  public ReleaseList renewed(Instant end) {
    return new ReleaseList(extension, sequence + 1, end, versions);
  }

  /** The newest version; a pre-release only when there is nothing else. */
  public Optional<Version> newest() {
    return versions.keySet().stream()
        .filter(version -> !version.isPrerelease())
        .reduce((earlier, later) -> later)
        .or(() -> versions.keySet().stream().reduce((earlier, later) -> later));
  }

  /** The list in an envelope, signed. */
  public Envelope sign(PublisherSigner signer) {
    Map<String, Digest> subjects = new TreeMap<>();
    versions.forEach((version, artifact) -> subjects.put(version.text(), artifact));
    ObjectNode claim = Json.object();
    claim.put("publisher", extension.publisher());
    claim.put("name", extension.name());
    claim.put("sequence", sequence);
    claim.put("expires", expires.toString());
    claim.put("key", signer.publicKey().toString());
    return signer.sign(Statement.PAYLOAD_TYPE, new Statement(subjects, PREDICATE, claim).toJson());
  }

  /**
   * Reads a list that {@code signer} has signed.
   *
   * @throws Refused when the signature does not hold, {@code statement-malformed}, or {@code
   *     bundle-misnamed} when it is of another extension
   */
  static ReleaseList verify(Envelope envelope, PublisherKey signer, ExtensionName extension)
      throws Refused {
    Statement statement = Statement.of(envelope.verify(signer), PREDICATE);
    try {
      ObjectNode claim = statement.predicate();
      ExtensionName named =
          new ExtensionName(Json.text(claim, "publisher"), Json.text(claim, "name"));
      if (!named.equals(extension)) {
        throw new Refused(
            "bundle-misnamed", "the list of versions of " + extension + " is one of " + named);
      }
      Map<Version, Digest> versions = new TreeMap<>();
      statement.subjects().forEach((text, digest) -> versions.put(new Version(text), digest));
      return new ReleaseList(
          extension,
          Json.number(claim, "sequence"),
          Instant.parse(Json.text(claim, "expires")),
          versions);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Refused(
          "statement-malformed", "the list of versions can't be read: " + e.getMessage(), e);
    }
  }
}
