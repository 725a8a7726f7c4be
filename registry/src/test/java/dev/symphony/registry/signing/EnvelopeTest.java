package dev.symphony.registry.signing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.registry.Refused;
import dev.symphony.registry.signing.PublisherSigner.Scheme;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnvelopeTest {
  private static final Bytes PAYLOAD = Bytes.utf8("{\"hello\":\"world\"}");

  private static PublisherSigner signer(int seed, Scheme scheme) {
    byte[] secret = new byte[32];
    secret[0] = (byte) seed;
    return PublisherSigner.of(PrivateKey.of(Algorithm.ED25519, Bytes.copyOf(secret)), scheme);
  }

  private static Envelope signed(Scheme scheme) {
    return signer(1, scheme).sign(Statement.PAYLOAD_TYPE, PAYLOAD);
  }

  private static String refusal(Envelope envelope, PublisherKey key) {
    return assertThrows(Refused.class, () -> envelope.verify(key)).code();
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void whatWasSigned_verifiesAfterTheJson(Scheme scheme) throws Refused {
    Envelope read = Envelope.parse(signed(scheme).toJson());
    VerifiedPayload payload = read.verify(signer(1, scheme).publicKey());
    assertEquals(PAYLOAD, payload.content());
    assertEquals(signed(scheme).toJson(), read.toJson());
  }

  @ParameterizedTest
  @EnumSource(Scheme.class)
  void changedPayloads_doNotVerify(Scheme scheme) {
    Envelope good = signed(scheme);
    PublisherKey key = signer(1, scheme).publicKey();
    assertEquals(
        "signature-invalid",
        refusal(new Envelope(good.payloadType(), Bytes.utf8("{}"), good.signatures()), key));
    assertEquals(
        "signature-invalid", refusal(new Envelope("other", PAYLOAD, good.signatures()), key));
    assertEquals("signature-missing", refusal(good, signer(2, scheme).publicKey()));
  }

  @Test
  void hybridKeys_acceptNothingThatOneHalfDidNotSign() {
    Envelope both = signed(Scheme.HYBRID);
    PublisherKey key = signer(1, Scheme.HYBRID).publicKey();
    Envelope classicOnly =
        new Envelope(both.payloadType(), PAYLOAD, List.of(both.signatures().getFirst()));
    assertEquals("signature-missing", refusal(classicOnly, key));
    byte[] changed = both.signatures().getLast().value().toArray();
    changed[100] ^= 1;
    Envelope forged =
        new Envelope(
            both.payloadType(),
            PAYLOAD,
            List.of(
                both.signatures().getFirst(),
                new Envelope.Signature(
                    both.signatures().getLast().keyId(), Bytes.copyOf(changed))));
    assertEquals("signature-invalid", refusal(forged, key));
  }

  @Test
  void hybridAndPlainKeys_haveOtherFingerprints() {
    assertNotEquals(
        signer(1, Scheme.HYBRID).publicKey().fingerprint(),
        signer(1, Scheme.ED25519).publicKey().fingerprint());
    PublisherKey key = signer(1, Scheme.HYBRID).publicKey();
    assertEquals(key, PublisherKey.parse(key.toString()));
  }

  @Test
  void whatIsNoEnvelope_isRefused() {
    for (String text :
        List.of(
            "",
            "{}",
            "[]",
            "{\"payloadType\":\"a\",\"payload\":\"!\",\"signatures\":[]}",
            "{\"payloadType\":\"a\",\"payload\":\"\",\"signatures\":[]}",
            "{\"payloadType\":\"a\",\"payload\":\"\",\"payload\":\"\",\"signatures\":[1]}",
            "{\"payloadType\":1,\"payload\":\"\",\"signatures\":[{\"keyid\":\"a\",\"sig\":\"\"}]}")) {
      Refused refused = assertThrows(Refused.class, () -> Envelope.parse(Bytes.utf8(text)), text);
      assertEquals("signature-malformed", refused.code());
    }
  }

  /** The JDK's own implementations, which share no code with the ones that signed. */
  @Test
  void otherImplementations_acceptBothHalves() throws GeneralSecurityException {
    Envelope envelope = signed(Scheme.HYBRID);
    PublisherKey key = signer(1, Scheme.HYBRID).publicKey();
    byte[] message = Envelope.preAuthenticationEncoding(envelope.payloadType(), PAYLOAD);
    assertTrue(
        holds(
            "Ed25519",
            key("Ed25519", "302a300506032b6570032100", key.classic().encoded()),
            message,
            envelope.signatures().getFirst().value()));
    assertTrue(
        holds(
            "ML-DSA-65",
            key(
                "ML-DSA-65",
                "308207b2300b0609608648016503040312038207a100",
                key.postQuantum().orElseThrow()),
            message,
            envelope.signatures().getLast().value()));
  }

  private static PublicKey key(String algorithm, String prefix, Bytes encoded)
      throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm)
        .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(prefix + encoded.toHex())));
  }

  private static boolean holds(String algorithm, PublicKey key, byte[] message, Bytes signature)
      throws GeneralSecurityException {
    Signature check = Signature.getInstance(algorithm);
    check.initVerify(key);
    check.update(message);
    return check.verify(signature.toArray());
  }

  /** Python's {@code cryptography}, where it is installed. */
  @Test
  void pythonsCryptography_acceptsTheEnvelope() throws IOException, InterruptedException {
    String program =
        """
        import base64, json, sys
        try:
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
        except ImportError:
            print("absent"); sys.exit(0)
        envelope = json.loads(sys.argv[1])
        kind = envelope["payloadType"].encode()
        body = base64.b64decode(envelope["payload"])
        message = b"DSSEv1 %d %s %d %s" % (len(kind), kind, len(body), body)
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(sys.argv[2]))
        key.verify(base64.b64decode(envelope["signatures"][0]["sig"]), message)
        print("valid")
        """;
    Envelope envelope = signed(Scheme.ED25519);
    Process python =
        new ProcessBuilder(
                "python3",
                "-c",
                program,
                envelope.toJson().toUtf8(),
                signer(1, Scheme.ED25519).publicKey().classic().encoded().toHex())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    assertTrue(python.waitFor(60, TimeUnit.SECONDS));
    String answer =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (answer.equals("absent")) {
      System.out.println("Python's cryptography is not here; the JDK alone checked the signature.");
    } else {
      assertEquals("valid", answer);
    }
  }
}
