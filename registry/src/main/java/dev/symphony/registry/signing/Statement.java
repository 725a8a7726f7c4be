package dev.symphony.registry.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An in-toto statement, version 1: what is claimed about which content.
 *
 * @param subjects the digests of what it is about, by name
 * @param predicateType which kind of claim, a URI
 * @param predicate the claim
 */
public record Statement(Map<String, Digest> subjects, String predicateType, ObjectNode predicate) {
  /** The payload type of a statement in an envelope. */
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final String TYPE = "https://in-toto.io/Statement/v1";

  public Statement {
    subjects = new LinkedHashMap<>(subjects);
  }

  /** The statement as JSON. */
  public Bytes toJson() {
    ObjectNode root = Json.object();
    root.put("_type", TYPE);
    ArrayNode list = root.putArray("subject");
    subjects.forEach((name, digest) -> {
      ObjectNode subject = list.addObject().put("name", name);
      subject.putObject("digest").put("sha256", digest.hex());
    });
    root.put("predicateType", predicateType);
    root.set("predicate", predicate);
    return Json.bytes(root);
  }

  /**
   * The statement in a verified payload.
   *
   * @throws Refused {@code statement-malformed} when it is none, or of another kind than {@code
   *     predicateType}
   */
  public static Statement of(VerifiedPayload payload, String predicateType) throws Refused {
    Statement statement = unverified(payload.type(), payload.content());
    if (!statement.predicateType().equals(predicateType)) {
      throw malformed("it is about " + statement.predicateType() + ", not " + predicateType);
    }
    return statement;
  }

  /**
   * The statement in an envelope that nobody has verified yet: good for finding out which key to
   * look for, and for nothing else.
   */
  static Statement unverified(Envelope envelope) throws Refused {
    return unverified(envelope.payloadType(), envelope.payload());
  }

  private static Statement unverified(String type, Bytes content) throws Refused {
    if (!type.equals(PAYLOAD_TYPE)) {
      throw malformed("the payload is of the type " + type);
    }
    try {
      JsonNode root = Json.parse(content);
      Map<String, Digest> subjects = new LinkedHashMap<>();
      for (JsonNode subject : root.required("subject")) {
        Digest digest = Digest.ofHex(Json.text(subject.required("digest"), "sha256"));
        if (subjects.put(Json.text(subject, "name"), digest) != null) {
          throw malformed("it names a subject twice");
        }
      }
      if (!Json.text(root, "_type").equals(TYPE)
          || !(root.required("predicate") instanceof ObjectNode predicate)) {
        throw malformed("it is of another type or version");
      }
      return new Statement(subjects, Json.text(root, "predicateType"), predicate);
    } catch (IllegalArgumentException e) {
      throw new Refused(
          "statement-malformed", "this is not an in-toto statement: " + e.getMessage(), e);
    }
  }

  private static Refused malformed(String what) {
    return new Refused("statement-malformed", "this is not the expected statement: " + what);
  }
}
