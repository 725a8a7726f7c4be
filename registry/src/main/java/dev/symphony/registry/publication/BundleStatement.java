package dev.symphony.registry.publication;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.manifest.RequestedCapability;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.signing.PublisherSigner;
import dev.symphony.registry.signing.Statement;
import dev.symphony.registry.signing.VerifiedPayload;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a publisher signs about a version of an extension: which artifact it is, and the digest of
 * each of its pieces, what it asks for, and which revision of the source it was made of.
 *
 * @param statement the in-toto statement
 */
public record BundleStatement(Statement statement) {
  /** The kind of claim. */
  public static final String PREDICATE = "urn:symphony:extension:v1";

  /** The pieces by the names that they have as subjects, with their media types. */
  private static final Map<String, String> PIECES = pieces();

  private static Map<String, String> pieces() {
    Map<String, String> pieces = new LinkedHashMap<>();
    pieces.put("extension.tar", MediaTypes.CODE);
    pieces.put("extension.toml", MediaTypes.MANIFEST);
    pieces.put("bom.cdx.json", MediaTypes.SBOM);
    pieces.put("model", MediaTypes.MODEL);
    return Collections.unmodifiableMap(pieces);
  }

  /**
   * The statement about {@code bundle}.
   *
   * @param revision the revision of the source, for example {@code git:} and a commit
   * @param key the key that will sign
   */
  public static BundleStatement of(Bundle bundle, Optional<String> revision, PublisherKey key) {
    Map<String, Digest> subjects = new LinkedHashMap<>();
    ExtensionSource source = bundle.source();
    subjects.put(source.manifest().identity().reference(), bundle.image().descriptor().digest());
    PIECES.forEach((name, mediaType) ->
        bundle.piece(mediaType).ifPresent(digest -> subjects.put(name, digest)));
    return new BundleStatement(new Statement(subjects, PREDICATE, claim(source, revision, key)));
  }

  private static ObjectNode claim(
      ExtensionSource source, Optional<String> revision, PublisherKey key) {
    ExtensionIdentity identity = source.manifest().identity();
    ObjectNode claim = Json.object();
    claim.put("publisher", identity.publisher());
    claim.put("name", identity.name());
    claim.put("version", identity.version());
    claim.put("kind", source.manifest().kind().id());
    claim.put("digest", source.digest());
    claim.set("capabilities", capabilities(source));
    revision.ifPresent(r -> claim.putObject("source").put("revision", r));
    claim.put("key", key.toString());
    return claim;
  }

  private static ArrayNode capabilities(ExtensionSource source) {
    ArrayNode list = Json.object().putArray("capabilities");
    for (RequestedCapability wanted : source.manifest().capabilities()) {
      list.addObject()
          .put("as", wanted.binding())
          .put("right", wanted.right().toString())
          .put("need", wanted.need().name().toLowerCase(Locale.ROOT))
          .put("reason", wanted.reason());
    }
    return list;
  }

  /** The statement in an envelope, signed. */
  public Envelope sign(PublisherSigner signer) {
    return signer.sign(Statement.PAYLOAD_TYPE, statement.toJson());
  }

  /**
   * The statement in a verified payload.
   *
   * @throws Refused {@code statement-malformed} when it is none about an extension
   */
  static BundleStatement of(VerifiedPayload payload) throws Refused {
    return new BundleStatement(Statement.of(payload, PREDICATE));
  }

  /** The revision of the source, when the publisher tells one. */
  public Optional<String> revision() {
    return Optional.ofNullable(statement.predicate().path("source").path("revision").textValue());
  }

  /** The digest that the piece of that media type has to have; nothing when there is no such. */
  Optional<Digest> piece(String mediaType) {
    return PIECES.entrySet().stream()
        .filter(piece -> piece.getValue().equals(mediaType))
        .findFirst()
        .flatMap(piece -> Optional.ofNullable(statement.subjects().get(piece.getKey())));
  }

  /** Whether it is about the artifact with this digest, as {@code reference}. */
  boolean isAbout(String reference, Digest artifact) {
    return artifact.equals(statement.subjects().get(reference));
  }

  /** Whether everything that is claimed about {@code source} is so. */
  boolean describes(ExtensionSource source) {
    JsonNode claim = statement.predicate();
    ExtensionIdentity identity = source.manifest().identity();
    return identity.publisher().equals(claim.path("publisher").textValue())
        && identity.name().equals(claim.path("name").textValue())
        && identity.version().equals(claim.path("version").textValue())
        && source.digest().equals(claim.path("digest").textValue())
        && capabilities(source).equals(claim.path("capabilities"));
  }
}
