package dev.symphony.capabilities.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.Vectors;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.Evaluation;
import dev.symphony.capabilities.datalog.Rule;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PublicKey;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The samples that the Biscuit project publishes: results, worlds, revocation ids and contents. */
class OfficialSamplesTest {
  private static final String DIRECTORY = "biscuit/";

  @TestFactory
  List<DynamicTest> samples() throws IOException {
    Optional<JsonNode> samples = Vectors.json(DIRECTORY + "samples.json");
    if (samples.isEmpty()) {
      return List.of(DynamicTest.dynamicTest("own samples", this::ownSample));
    }
    PublicKey root =
        PublicKey.of(
            Algorithm.ED25519, Bytes.fromHex(samples.get().get("root_public_key").asText()));
    List<DynamicTest> tests = new ArrayList<>();
    for (JsonNode sample : samples.get().get("testcases")) {
      String file = sample.get("filename").asText();
      byte[] token = Vectors.read(DIRECTORY + file).orElseThrow();
      tests.add(DynamicTest.dynamicTest(file, () -> contentsMatch(token, sample)));
      sample
          .get("validations")
          .properties()
          .forEach(validation ->
              tests.add(
                  DynamicTest.dynamicTest(
                      file + " " + validation.getKey(),
                      () -> resultMatches(token, root, validation.getValue()))));
    }
    assertEquals(38 + 50, tests.size());
    return tests;
  }

  private void ownSample() {
    var root = Samples.rootKey();
    var token =
        UnverifiedToken.mint(root, Datalog.block("user(\"alice\");"), Samples.random()).serialize();
    Verification verification = TokenVerifier.of(RootKeys.single(root.publicKey())).verify(token);
    assertTrue(verification instanceof Verification.Verified);
  }

  private static void contentsMatch(byte[] token, JsonNode sample) {
    UnverifiedToken parsed = UnverifiedToken.parse(token);
    assertEquals(Bytes.copyOf(token), Bytes.copyOf(parsed.serialize()));
    if (SampleResults.isForged(sample)) {
      return;
    }
    List<BlockCodec.Content> blocks = BlockChain.of(parsed.envelope().blocks()).blocks();
    List<SignedBlock> signed = parsed.envelope().blocks();
    assertEquals(sample.get("token").size(), blocks.size());
    for (int i = 0; i < blocks.size(); i++) {
      JsonNode expected = sample.get("token").get(i);
      BlockCodec.Content actual = blocks.get(i);
      assertEquals(texts(expected.get("symbols")), actual.symbols());
      assertEquals(
          texts(expected.get("public_keys")), actual.keys().stream().map(String::valueOf).toList());
      assertEquals(expected.get("version").asInt(), actual.version());
      assertEquals(expected.get("code").asText(), actual.block().toString());
      if (actual.block().rules().stream().allMatch(Rule::isSafe)) {
        assertEquals(actual.block(), Datalog.block(expected.get("code").asText()));
      }
      String thirdParty =
          signed.get(i).external().map(external -> external.key().toString()).orElse("null");
      assertEquals(expected.get("external_key").asText(), thirdParty);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static void resultMatches(byte[] token, PublicKey root, JsonNode validation) {
    Verification verification = TokenVerifier.of(RootKeys.single(root)).verify(token);
    JsonNode result = validation.get("result");
    switch (verification) {
      case Verification.Rejected(TokenError error) -> {
        assertEquals(SampleResults.expectedError(result), error.kind());
        assertTrue(validation.get("world").isNull());
      }
      case Verification.Verified(VerifiedToken verified) -> {
        assertEquals(
            texts(validation.get("revocation_ids")),
            verified.revocationIds().stream().map(RevocationId::toString).toList());
        Authorizer authorizer =
            Authorizer.of(Datalog.program(validation.get("authorizer_code").asText()))
                .withFunction("test", OfficialSamplesTest::testFunction);
        Evaluation evaluation = verified.authorize(authorizer);
        assertEquals(result, SampleResults.of(evaluation.authorization()));
        if (!validation.get("world").isNull()) {
          assertEquals(validation.get("world"), SampleResults.world(evaluation));
        }
      }
    }
  }

  /** The function that the published samples call: it compares strings, or returns its receiver. */
  private static Optional<Term> testFunction(Term receiver, Optional<Term> argument) {
    if (argument.isEmpty()) {
      return Optional.of(receiver);
    }
    return Optional.of(
        Term.of(receiver.equals(argument.get()) ? "equal strings" : "different strings"));
  }

  @Test
  void forgedRevocationId_isRejected() {
    var root = Samples.rootKey();
    UnverifiedToken token =
        UnverifiedToken.mint(root, Datalog.block("user(\"alice\");"), Samples.random());
    TokenCodec.Envelope envelope = token.envelope();
    SignedBlock block = envelope.blocks().getFirst();
    byte[] signature = block.signature().toArray();
    Samples.addGroupOrder(signature);
    SignedBlock forged =
        new SignedBlock(
            block.payload(), block.nextKey(), Bytes.copyOf(signature), block.external(), 1);
    byte[] bytes =
        TokenCodec.write(
                new TokenCodec.Envelope(Optional.empty(), List.of(forged), envelope.proof()))
            .toArray();
    Verification verification = TokenVerifier.of(RootKeys.single(root.publicKey())).verify(bytes);
    TokenError error = ((Verification.Rejected) verification).error();
    assertEquals(TokenError.Kind.SIGNATURE, error.kind());
  }
}
