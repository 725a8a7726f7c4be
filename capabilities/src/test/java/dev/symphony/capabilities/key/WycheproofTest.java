package dev.symphony.capabilities.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.Vectors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Project Wycheproof's vectors for the two algorithms. */
class WycheproofTest {

  @TestFactory
  List<DynamicTest> ed25519() throws IOException {
    return vectors(
        "wycheproof/ed25519_test.json",
        151,
        group -> PublicKey.of(Algorithm.ED25519, hex(group.get("publicKey").get("pk"))));
  }

  @TestFactory
  List<DynamicTest> secp256r1() throws IOException {
    return vectors(
        "wycheproof/ecdsa_secp256r1_sha256_test.json",
        484,
        group -> PublicKey.of(Algorithm.SECP256R1, compressed(group.get("publicKey"))));
  }

  private static Bytes hex(JsonNode text) {
    return Bytes.fromHex(text.asText());
  }

  private static Bytes compressed(JsonNode key) {
    byte[] uncompressed = hex(key.get("uncompressed")).toArray();
    byte[] compressed = new byte[33];
    System.arraycopy(uncompressed, 1, compressed, 1, 32);
    compressed[0] = (byte) (2 + (uncompressed[64] & 1));
    return Bytes.copyOf(compressed);
  }

  private static List<DynamicTest> vectors(
      String file, int expected, Function<JsonNode, PublicKey> keyOf) throws IOException {
    Optional<JsonNode> vectors = Vectors.json(file);
    List<DynamicTest> tests = new ArrayList<>();
    if (vectors.isEmpty()) {
      tests.add(DynamicTest.dynamicTest("own vectors", new WycheproofTest()::ownVectors));
      return tests;
    }
    for (JsonNode group : vectors.get().get("testGroups")) {
      PublicKey key = keyOf.apply(group);
      for (JsonNode test : group.get("tests")) {
        String name = test.get("tcId") + " " + test.get("comment").asText();
        tests.add(DynamicTest.dynamicTest(name, () -> agrees(key, test)));
      }
    }
    assertEquals(expected, tests.size());
    return tests;
  }

  private static void agrees(PublicKey key, JsonNode test) {
    SignatureCheck check = key.check(hex(test.get("msg")).toArray(), hex(test.get("sig")));
    if (test.get("result").asText().equals("valid")) {
      assertEquals(SignatureCheck.VALID, check);
    } else {
      assertNotEquals(SignatureCheck.VALID, check);
    }
  }

  @Test
  void ownVectors() {
    for (Algorithm algorithm : Algorithm.values()) {
      Bytes secret = Bytes.fromHex("0102030405060708".repeat(4));
      PrivateKey key = PrivateKey.of(algorithm, secret);
      byte[] message = {1, 2, 3};
      Bytes signature = key.sign(message);
      assertEquals(SignatureCheck.VALID, key.publicKey().check(message, signature));
      message[0] = 9;
      assertEquals(SignatureCheck.INVALID, key.publicKey().check(message, signature));
    }
  }
}
