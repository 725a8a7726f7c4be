package dev.symphony.capabilities.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever a holder appends, the token never allows more than before. */
class AttenuationPropertyTest {
  private static final PrivateKey ROOT = Samples.rootKey();
  private static final PrivateKey THIRD =
      PrivateKey.generate(Algorithm.SECP256R1, Samples.random(5));

  @Property(tries = 250)
  void noSequenceOfAttenuationsWidensAuthority(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 5) int blocks) {
    GeneratedPrograms programs = new GeneratedPrograms(seed);
    Authorizer authorizer = Authorizer.of(Datalog.program(programs.program()));
    UnverifiedToken token =
        UnverifiedToken.mint(ROOT, Datalog.block(programs.block()), Samples.random(seed));
    boolean allowed = isAllowed(token, authorizer);
    for (int i = 0; i < blocks; i++) {
      token = narrowed(token, programs.block(), (seed + i) % 5 == 0);
      boolean stillAllowed = isAllowed(token, authorizer);
      assertTrue(allowed || !stillAllowed, "a block made a denied request allowed");
      allowed = stillAllowed;
    }
    assertEquals(allowed, isAllowed(token.seal(), authorizer));
  }

  private static UnverifiedToken narrowed(UnverifiedToken token, String code, boolean byThird) {
    if (!byThird) {
      return token.attenuate(Datalog.block(code), Samples.random(code.hashCode()));
    }
    ThirdPartyBlock block = token.thirdPartyRequest().sign(THIRD, Datalog.block(code));
    return token.attenuate(
        ThirdPartyBlock.parse(block.serialize()), THIRD.publicKey(), Samples.random(1));
  }

  private static boolean isAllowed(UnverifiedToken token, Authorizer authorizer) {
    byte[] bytes = token.serialize();
    Verification verification = TokenVerifier.of(RootKeys.single(ROOT.publicKey())).verify(bytes);
    VerifiedToken verified = assertInstanceOf(Verification.Verified.class, verification).token();
    assertEquals(Bytes.copyOf(bytes), Bytes.copyOf(verified.token().serialize()));
    AuthorizerSnapshot snapshot = AuthorizerSnapshot.of(verified.authorize(authorizer));
    AuthorizerSnapshot reread = AuthorizerSnapshot.parse(snapshot.serialize());
    assertEquals(snapshot.blocks(), reread.blocks());
    assertEquals(snapshot.program(), reread.program());
    assertEquals(Bytes.copyOf(snapshot.serialize()), Bytes.copyOf(reread.serialize()));
    boolean allowed = verified.authorize(authorizer).authorization().isAllowed();
    assertEquals(allowed, reread.replay().authorization().isAllowed());
    return allowed;
  }
}
