package dev.symphony.capabilities.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tokens that were tampered with are never accepted. */
class ForgeryTest {
  private static final PrivateKey ROOT = Samples.rootKey();
  private static final PrivateKey THIRD = PrivateKey.generate(Algorithm.ED25519, Samples.random(9));
  private static final TokenVerifier VERIFIER =
      TokenVerifier.of(RootKeys.byId(Map.of(3, ROOT.publicKey())));

  private static UnverifiedToken token(int seed) {
    UnverifiedToken token =
        UnverifiedToken.mint(
            ROOT, 3, Datalog.block("user(\"u" + seed + "\");"), Samples.random(seed));
    return token
        .attenuate(Datalog.block("check if user($u), $u != \"x\";"), Samples.random(seed + 1))
        .attenuate(
            token
                .attenuate(
                    Datalog.block("check if user($u), $u != \"x\";"), Samples.random(seed + 1))
                .thirdPartyRequest()
                .sign(THIRD, Datalog.block("group(1);")),
            THIRD.publicKey(),
            Samples.random(seed + 2));
  }

  private static void assertRejected(byte[] token) {
    assertInstanceOf(Verification.Rejected.class, VERIFIER.verify(token));
  }

  private static void assertRejected(List<SignedBlock> blocks, Proof proof) {
    assertRejected(
        TokenCodec.write(new TokenCodec.Envelope(Optional.of(3), blocks, proof)).toArray());
  }

  @Test
  void untouchedTokens_areAccepted() {
    assertInstanceOf(Verification.Verified.class, VERIFIER.verify(token(1)));
    assertInstanceOf(Verification.Verified.class, VERIFIER.verify(token(1).seal()));
  }

  @Test
  void flippedBits_areRejected() {
    for (byte[] token : List.of(token(1).serialize(), token(1).seal().serialize())) {
      for (int bit = 0; bit < 8 * token.length; bit++) {
        byte[] forged = token.clone();
        forged[bit / 8] ^= (byte) (1 << (bit % 8));
        assertRejected(forged);
      }
    }
  }

  @Test
  void truncatedAndExtendedBytes_areRejected() {
    byte[] token = token(1).serialize();
    for (int length = 0; length < token.length; length++) {
      assertRejected(Arrays.copyOf(token, length));
    }
    assertRejected(Arrays.copyOf(token, token.length + 1));
  }

  @Test
  void removedReorderedAndRepeatedBlocks_areRejected() {
    TokenCodec.Envelope envelope = token(1).envelope();
    List<SignedBlock> blocks = envelope.blocks();
    for (int from = 0; from < blocks.size(); from++) {
      List<SignedBlock> without = new ArrayList<>(blocks);
      without.remove(from);
      assertRejected(without, envelope.proof());
      List<SignedBlock> twice = new ArrayList<>(blocks);
      twice.add(from, blocks.get(from));
      assertRejected(twice, envelope.proof());
      List<SignedBlock> swapped = new ArrayList<>(blocks);
      swapped.set(from, blocks.get((from + 1) % 3));
      swapped.set((from + 1) % 3, blocks.get(from));
      assertRejected(swapped, envelope.proof());
    }
  }

  @Test
  void blocksSplicedFromAnotherToken_areRejected() {
    TokenCodec.Envelope one = token(1).envelope();
    TokenCodec.Envelope other = token(2).envelope();
    for (int mask = 1; mask < 15; mask++) {
      List<SignedBlock> mixed = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        mixed.add((mask >> i & 1) == 0 ? one.blocks().get(i) : other.blocks().get(i));
      }
      boolean otherProof = (mask >> 3) != 0;
      if (mask != 7 || otherProof) {
        assertRejected(mixed, otherProof ? other.proof() : one.proof());
      }
    }
  }

  @Test
  void thirdPartyBlocks_areBoundToTheirTokenAndKey() {
    ThirdPartyBlock block =
        token(1).thirdPartyRequest().sign(THIRD, Datalog.block("group(\"admin\");"));
    TokenException forOther =
        assertThrows(
            TokenException.class,
            () -> token(2).attenuate(block, THIRD.publicKey(), Samples.random()));
    assertEquals(TokenError.Kind.THIRD_PARTY, forOther.error().kind());
    TokenException byOther =
        assertThrows(
            TokenException.class,
            () -> token(1).attenuate(block, ROOT.publicKey(), Samples.random()));
    assertEquals(TokenError.Kind.THIRD_PARTY, byOther.error().kind());
  }

  @Test
  void strippedExternalSignature_isRejected() {
    TokenCodec.Envelope envelope = token(1).envelope();
    List<SignedBlock> blocks = new ArrayList<>(envelope.blocks());
    SignedBlock last = blocks.removeLast();
    blocks.add(
        new SignedBlock(
            last.payload(), last.nextKey(), last.signature(), Optional.empty(), last.version()));
    assertRejected(blocks, envelope.proof());
  }

  @Test
  void sealedTokens_cannotGrow() {
    UnverifiedToken sealed = token(1).seal();
    assertTrue(sealed.isSealed());
    for (Runnable growth :
        List.<Runnable>of(
            () -> sealed.attenuate(Datalog.block("a(1);"), Samples.random()),
            sealed::seal,
            sealed::thirdPartyRequest)) {
      TokenException refusal = assertThrows(TokenException.class, growth::run);
      assertEquals(TokenError.Kind.SEALED, refusal.error().kind());
    }
  }

  @Test
  void unknownRootKeys_areRejected() {
    Verification verification =
        TokenVerifier.of(RootKeys.byId(Map.of(4, ROOT.publicKey()))).verify(token(1));
    assertEquals(
        TokenError.Kind.UNKNOWN_ROOT_KEY,
        assertInstanceOf(Verification.Rejected.class, verification).error().kind());
  }

  @Test
  void tokensWithTooManyBlocks_areRefused() {
    UnverifiedToken token = UnverifiedToken.mint(ROOT, Datalog.block("a(1);"), Samples.random());
    for (int i = 1; i < 63; i++) {
      token = token.attenuate(Datalog.block("check if a(1);"), Samples.random(i));
    }
    UnverifiedToken full = token;
    TokenException refusal =
        assertThrows(
            TokenException.class, () -> full.attenuate(Datalog.block("b(1);"), Samples.random()));
    assertEquals(TokenError.Kind.TOO_LARGE, refusal.error().kind());
    Verification verification = TokenVerifier.of(RootKeys.single(ROOT.publicKey())).verify(full);
    VerifiedToken verified = assertInstanceOf(Verification.Verified.class, verification).token();
    assertTrue(
        verified
            .authorize(Authorizer.of(Datalog.program("allow if a(1);")))
            .authorization()
            .isAllowed());
  }

  @Test
  void twinSignature_hasTheSameRevocationId() {
    PrivateKey root = PrivateKey.generate(Algorithm.SECP256R1, Samples.random(4));
    UnverifiedToken token = UnverifiedToken.mint(root, Datalog.block("a(1);"), Samples.random());
    TokenCodec.Envelope envelope = token.envelope();
    SignedBlock block = envelope.blocks().getFirst();
    Bytes twin = Samples.twin(block.signature());
    SignedBlock twinBlock =
        new SignedBlock(block.payload(), block.nextKey(), twin, block.external(), block.version());
    UnverifiedToken altered =
        UnverifiedToken.parse(
            TokenCodec.write(
                    new TokenCodec.Envelope(Optional.empty(), List.of(twinBlock), envelope.proof()))
                .toArray());
    assertTrue(
        TokenVerifier.of(RootKeys.single(root.publicKey())).verify(altered)
            instanceof Verification.Verified);
    assertTrue(!twin.equals(block.signature()));
    assertEquals(token.revocationIds(), altered.revocationIds());
  }
}
