package dev.symphony.capabilities.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorization;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.ExecutionError;
import dev.symphony.capabilities.datalog.FailedCheck;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tokens of this implementation are read by another one, and the reverse, with the same verdicts.
 */
class InteropTest {
  private static final int GENERATED = 1_200;
  private static final PrivateKey ROOT = Samples.rootKey();
  private static final PrivateKey THIRD = PrivateKey.generate(Algorithm.ED25519, Samples.random(7));
  private static final TokenVerifier VERIFIER = TokenVerifier.of(RootKeys.single(ROOT.publicKey()));

  private static WasmPeer peer;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    peer = WasmPeer.start();
  }

  @AfterAll
  static void stop() throws IOException {
    peer.close();
  }

  private static String secret(PrivateKey key) {
    return key.secret(SecretKeyAccess.insecure()).toHex();
  }

  private static String hex(PrivateKey key) {
    return key.publicKey().encoded().toHex();
  }

  private static String text(byte[] content) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
  }

  private static VerifiedToken verified(byte[] token) {
    return assertInstanceOf(Verification.Verified.class, VERIFIER.verify(token)).token();
  }

  private static UnverifiedToken token(JsonNode answer) {
    assertTrue(answer.has("token"), () -> "the other implementation answers " + answer);
    byte[] bytes = TokenText.decode(answer.get("token").asText());
    UnverifiedToken token = verified(bytes).token();
    assertEquals(Bytes.copyOf(bytes), Bytes.copyOf(token.serialize()));
    return token;
  }

  private static JsonNode about(String operation, UnverifiedToken token, String code)
      throws IOException {
    return peer.ask(
        WasmPeer.request(operation)
            .put("token", text(token.serialize()))
            .put("root", hex(ROOT))
            .put("secret", secret(THIRD))
            .put("signer", hex(THIRD))
            .put("code", code));
  }

  private static UnverifiedToken mintedThere(String code) throws IOException {
    return token(peer.ask(WasmPeer.request("mint").put("secret", secret(ROOT)).put("code", code)));
  }

  private static UnverifiedToken mintedHere(String code) {
    return UnverifiedToken.mint(ROOT, Datalog.block(code), Samples.random());
  }

  private static void agree(UnverifiedToken token, String code) throws IOException {
    JsonNode theirs = about("authorize", token, code);
    VerifiedToken ours = verified(token.serialize());
    assertTrue(theirs.has("blocks"), () -> "the other implementation answers " + theirs);
    assertEquals(ours.contents().size(), theirs.get("blocks").asInt());
    for (int i = 0; i < ours.revocationIds().size(); i++) {
      assertEquals(
          ours.revocationIds().get(i).toString(), theirs.get("revocationIds").get(i).asText());
    }
    Authorization verdict = ours.authorize(Authorizer.of(Datalog.program(code))).authorization();
    assertEquals(
        theirVerdict(theirs),
        ourVerdict(verdict),
        () -> ours.contents() + "\n---\n" + code + "\n---\n" + theirs);
  }

  private static String ourVerdict(Authorization verdict) {
    return switch (verdict) {
      case Authorization.Allowed(int policy) -> "allowed " + policy;
      case Authorization.Unauthorized(var kind, int policy, var checks) ->
          kind.name().toLowerCase(Locale.ROOT) + " " + policy + " but " + ids(checks);
      case Authorization.NoMatchingPolicy(var checks) -> "no policy, and " + ids(checks);
      case Authorization.Failed(ExecutionError error) ->
          "failed " + error.name().replace("_", "").toLowerCase(Locale.ROOT);
      case Authorization.InvalidRule(int block, var rule) -> "invalid rule";
    };
  }

  private static SortedSet<String> ids(List<FailedCheck> checks) {
    SortedSet<String> ids = new TreeSet<>();
    for (FailedCheck check : checks) {
      String place = check.origin().hasAuthorizer() ? "a" : "" + check.origin().blocks().getFirst();
      ids.add(place + "/" + check.index());
    }
    return ids;
  }

  private static String theirVerdict(JsonNode answer) {
    if (answer.has("allowed")) {
      return "allowed " + answer.get("allowed").asInt();
    }
    JsonNode denied = answer.path("denied");
    assertTrue(
        denied.has("Execution") || denied.has("FailedLogic"),
        () -> "the other implementation answers " + answer);
    if (denied.has("Execution")) {
      JsonNode error = denied.get("Execution");
      String name = error.isTextual() ? error.asText() : error.fieldNames().next();
      return "failed " + name.toLowerCase(Locale.ROOT);
    }
    JsonNode logic = denied.get("FailedLogic");
    if (logic.has("NoMatchingPolicy")) {
      return "no policy, and " + theirIds(logic.get("NoMatchingPolicy"));
    }
    JsonNode policy = logic.get("Unauthorized").get("policy");
    String kind = policy.fieldNames().next();
    return kind.toLowerCase(Locale.ROOT)
        + " "
        + policy.get(kind).asInt()
        + " but "
        + theirIds(logic.get("Unauthorized"));
  }

  private static SortedSet<String> theirIds(JsonNode failure) {
    SortedSet<String> ids = new TreeSet<>();
    for (JsonNode check : failure.get("checks")) {
      boolean own = check.has("Authorizer");
      JsonNode place = check.get(own ? "Authorizer" : "Block");
      ids.add((own ? "a" : place.get("block_id").asText()) + "/" + place.get("check_id").asInt());
    }
    return ids;
  }

  @Test
  void tokensMintedHere_areNarrowedSealedAndReadThere() throws IOException {
    String check = "check if operation(\"read\");";
    UnverifiedToken minted = mintedHere("user(\"alice\"); right(\"file1\", \"read\");");
    UnverifiedToken narrowed = token(about("attenuate", minted, check));
    UnverifiedToken sealed = token(about("seal", narrowed, ""));
    assertTrue(sealed.isSealed());
    for (UnverifiedToken each :
        List.of(
            minted,
            narrowed,
            sealed,
            narrowed.seal(),
            minted.attenuate(Datalog.block(check), Samples.random(3)))) {
      agree(each, "operation(\"read\"); allow if user(\"alice\");");
      agree(each, "operation(\"write\"); allow if user(\"alice\");");
    }
  }

  @Test
  void tokensMintedThere_areNarrowedSealedAndReadHere() throws IOException {
    UnverifiedToken minted = mintedThere("user(\"bob\"); nested({\"a\": [1, null, {2}]});");
    UnverifiedToken narrowed =
        minted.attenuate(Datalog.block("check if {1, 2}.contains(2);"), Samples.random());
    for (UnverifiedToken each : List.of(minted, narrowed, narrowed.seal())) {
      agree(each, "allow if user($u), $u == \"bob\";");
      agree(each, "check if nested($n), $n.get(\"a\").get(0) == 1; allow if user(\"bob\");");
    }
  }

  @Test
  void thirdPartyBlocks_workBothWays() throws IOException {
    String trusting = "check if group(\"admin\") trusting ed25519/" + hex(THIRD) + ";";
    String group = "group(\"admin\"); from($x) <- group($x) trusting previous;";
    UnverifiedToken minted = mintedHere("user(\"alice\"); " + trusting);
    UnverifiedToken appendedThere = token(about("append", minted, group));

    JsonNode request = about("request", minted, "");
    ThirdPartyRequest parsed =
        ThirdPartyRequest.parse(TokenText.decode(request.get("request").asText()));
    assertEquals(minted.thirdPartyRequest(), parsed);
    UnverifiedToken signedHere =
        minted.attenuate(
            parsed.sign(THIRD, Datalog.block(group)), THIRD.publicKey(), Samples.random());

    JsonNode signed =
        peer.ask(
            WasmPeer.request("sign")
                .put("request", text(minted.thirdPartyRequest().serialize()))
                .put("secret", secret(THIRD))
                .put("code", group));
    ThirdPartyBlock block = ThirdPartyBlock.parse(TokenText.decode(signed.get("block").asText()));
    UnverifiedToken signedThere = minted.attenuate(block, THIRD.publicKey(), Samples.random());

    for (UnverifiedToken each : List.of(appendedThere, signedHere, signedThere)) {
      agree(each, "allow if user(\"alice\");");
      agree(each, "allow if group(\"admin\");");
      agree(each, "allow if group(\"admin\") trusting ed25519/" + hex(THIRD) + ";");
      assertTrue(
          verified(each.serialize())
              .authorize(Authorizer.of(Datalog.program("allow if user(\"alice\");")))
              .authorization()
              .isAllowed());
    }
    agree(minted, "allow if user(\"alice\");");
  }

  @Test
  void forgedTokens_areRefusedThereToo() throws IOException {
    UnverifiedToken other =
        UnverifiedToken.mint(THIRD, Datalog.block("user(\"alice\");"), Samples.random());
    assertFalse(about("authorize", other, "allow if true;").has("blocks"));
    assertInstanceOf(Verification.Rejected.class, VERIFIER.verify(other));
  }

  @Test
  void generatedTokens_getTheSameVerdict() throws IOException {
    int allowed = 0;
    for (int seed = 0; seed < GENERATED; seed++) {
      GeneratedPrograms programs = new GeneratedPrograms(seed);
      UnverifiedToken token =
          seed % 2 == 0 ? mintedHere(programs.block()) : mintedThere(programs.block());
      for (int blocks = seed % 4; blocks > 0; blocks--) {
        String code = programs.block();
        token =
            seed % 3 == 0
                ? token(about("attenuate", token, code))
                : token.attenuate(Datalog.block(code), Samples.random(seed));
      }
      String program = programs.program();
      agree(token, program);
      Authorizer authorizer = Authorizer.of(Datalog.program(program));
      if (authorizer.evaluate(token.contents()).authorization().isAllowed()) {
        allowed++;
      }
    }
    assertTrue(
        allowed > 50 && allowed < GENERATED - 50,
        "the programs are too alike: " + allowed + " of " + GENERATED + " are allowed");
  }
}
