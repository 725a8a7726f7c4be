package dev.symphony.registry.signing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.SignatureCheck;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A DSSE envelope: a payload with its type, and signatures over both. Nothing in it is to be
 * believed before {@link #verify} has accepted it.
 *
 * @param payloadType what the payload is
 * @param payload the signed bytes
 * @param signatures who signed
 */
public record Envelope(String payloadType, Bytes payload, List<Signature> signatures) {
  /** The media type of an envelope as an artifact. */
  public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

  /** How many bytes an envelope may have. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_SIGNATURES = 16;

  /**
   * One signature.
   *
   * @param keyId which key made it; a hint, not a claim
   * @param value the signature itself
   */
  public record Signature(String keyId, Bytes value) {}

  public Envelope {
    signatures = List.copyOf(signatures);
  }

  /** What is signed: the type and the payload, each with its length before it. */
  public static byte[] preAuthenticationEncoding(String payloadType, Bytes payload) {
    byte[] head =
        "DSSEv1 %d %s %d "
            .formatted(
                payloadType.getBytes(StandardCharsets.UTF_8).length, payloadType, payload.length())
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + payload.length()];
    System.arraycopy(head, 0, all, 0, head.length);
    payload.copyInto(all, head.length);
    return all;
  }

  /**
   * Reads an envelope from JSON.
   *
   * @throws Refused {@code signature-malformed} when it is none
   */
  public static Envelope parse(Bytes json) throws Refused {
    if (json.length() > MAX_BYTES) {
      throw malformed("it has more than " + MAX_BYTES + " bytes");
    }
    try {
      JsonNode root = Json.parse(json);
      List<Signature> signatures = new ArrayList<>();
      for (JsonNode node : root.required("signatures")) {
        signatures.add(
            new Signature(node.required("keyid").textValue(), base64(node.required("sig"))));
      }
      if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
        throw malformed("it has " + signatures.size() + " signatures");
      }
      return new Envelope(
          Json.text(root, "payloadType"), base64(root.required("payload")), signatures);
    } catch (IllegalArgumentException e) {
      throw new Refused("signature-malformed", "this is not a DSSE envelope: " + e.getMessage(), e);
    }
  }

  private static Bytes base64(JsonNode node) {
    if (!node.isTextual()) {
      throw new IllegalArgumentException("base64 text is missing");
    }
    return Bytes.ofOwnedArray(Base64.getDecoder().decode(node.textValue()));
  }

  private static Refused malformed(String what) {
    return new Refused("signature-malformed", "this is not a DSSE envelope: " + what);
  }

  /** The envelope as JSON. */
  public Bytes toJson() {
    Base64.Encoder base64 = Base64.getEncoder();
    ObjectNode root = Json.object();
    root.put("payloadType", payloadType);
    root.put("payload", base64.encodeToString(payload.toArray()));
    ArrayNode list = root.putArray("signatures");
    for (Signature signature : signatures) {
      list.addObject()
          .put("keyid", signature.keyId())
          .put("sig", base64.encodeToString(signature.value().toArray()));
    }
    return Json.bytes(root);
  }

  /** Whether one of the signatures says that it is of {@code key}. */
  public boolean names(PublisherKey key) {
    return find(key.classicId()).isPresent();
  }

  /**
   * The payload, when {@code key} signed it with every half that it has.
   *
   * @throws Refused {@code signature-missing} when there is no signature of that key, {@code
   *     signature-invalid} when one does not hold
   */
  public VerifiedPayload verify(PublisherKey key) throws Refused {
    byte[] message = preAuthenticationEncoding(payloadType, payload);
    Bytes classic = required(key, key.classicId());
    if (key.classic().check(message, classic) != SignatureCheck.VALID) {
      throw invalid(key);
    }
    if (key.postQuantum().isPresent()
        && !MlDsa.isValid(key.postQuantum().get(), message, required(key, key.postQuantumId()))) {
      throw invalid(key);
    }
    return new VerifiedPayload(key, payloadType, payload);
  }

  private Bytes required(PublisherKey key, String id) throws Refused {
    return find(id)
        .orElseThrow(() ->
            new Refused(
                "signature-missing", "there is no signature of the key " + key.fingerprint()));
  }

  private Optional<Bytes> find(String id) {
    return signatures.stream().filter(s -> s.keyId().equals(id)).map(Signature::value).findFirst();
  }

  private static Refused invalid(PublisherKey key) {
    return new Refused(
        "signature-invalid",
        "the signature of the key " + key.fingerprint() + " does not hold: something was changed");
  }
}
