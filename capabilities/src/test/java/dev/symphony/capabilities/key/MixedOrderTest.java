package dev.symphony.capabilities.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Signatures whose key or commitment has a component of small order. Verifiers that multiply by the
 * cofactor accept all of them; others accept those for which the components cancel out. One
 * equation has to decide, by whatever way the key is asked: see {@link Ed25519Equation}.
 */
class MixedOrderTest {
  private static final int TORSION_POINTS = 8;
  private static final BigInteger SECRET = new BigInteger("1234567890123456789012345678901234567");
  private final Random random = new Random(25_519);

  /** A signature by the secret, as if no component of small order were there. */
  private record Crafted(NaiveEdwards key, NaiveEdwards commitment, BigInteger response, Bytes m) {
    BigInteger challenge() {
      return MixedOrderTest.challenge(commitment, key, m.toArray());
    }

    /** [S]B - [k]A - R: neutral when the signature holds, of small order when it nearly does. */
    NaiveEdwards difference() {
      return NaiveEdwards.BASE
          .times(response)
          .plus(key.times(challenge()).negated())
          .plus(commitment.negated());
    }

    SignatureCheck check(PublicKey asked) {
      byte[] signature = new byte[64];
      System.arraycopy(commitment.encode(), 0, signature, 0, 32);
      System.arraycopy(NaiveEdwards.littleEndian(response), 0, signature, 32, 32);
      return asked.check(m.toArray(), Bytes.copyOf(signature));
    }
  }

  private static BigInteger challenge(NaiveEdwards commitment, NaiveEdwards key, byte[] message) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      digest.update(commitment.encode());
      digest.update(key.encode());
      digest.update(message);
      return NaiveEdwards.littleEndian(digest.digest()).mod(NaiveEdwards.ORDER);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private Crafted craft(int keyTorsion, int commitmentTorsion) {
    NaiveEdwards key = NaiveEdwards.BASE.times(SECRET).plus(torsion(keyTorsion));
    BigInteger nonce = new BigInteger(250, random);
    NaiveEdwards commitment = NaiveEdwards.BASE.times(nonce).plus(torsion(commitmentTorsion));
    byte[] message = new byte[8];
    random.nextBytes(message);
    BigInteger response =
        nonce.add(challenge(commitment, key, message).multiply(SECRET)).mod(NaiveEdwards.ORDER);
    return new Crafted(key, commitment, response, Bytes.copyOf(message));
  }

  private static NaiveEdwards torsion(int multiple) {
    return NaiveEdwards.TORSION.times(BigInteger.valueOf(multiple));
  }

  private static PublicKey publicKey(NaiveEdwards point) {
    return PublicKey.of(Algorithm.ED25519, Bytes.copyOf(point.encode()));
  }

  @Test
  void everyCombinationOfTorsion_isDecidedByTheStrictEquation() {
    int valid = 0;
    for (int key = 0; key < TORSION_POINTS; key++) {
      PublicKey often = publicKey(NaiveEdwards.BASE.times(SECRET).plus(torsion(key)));
      for (int commitment = 0; commitment < TORSION_POINTS; commitment++) {
        Crafted crafted = craft(key, commitment);
        NaiveEdwards difference = crafted.difference();
        assertEquals(
            NaiveEdwards.NEUTRAL, difference.times(BigInteger.valueOf(8)), "it passes times 8");
        SignatureCheck expected =
            difference.equals(NaiveEdwards.NEUTRAL) ? SignatureCheck.VALID : SignatureCheck.INVALID;
        assertEquals(expected, crafted.check(publicKey(crafted.key())), key + ", " + commitment);
        assertEquals(expected, crafted.check(often), key + ", " + commitment + ", with a table");
        valid += expected == SignatureCheck.VALID ? 1 : 0;
      }
    }
    assertTrue(valid > 1 && valid < TORSION_POINTS * TORSION_POINTS, "of both kinds: " + valid);
  }

  @Test
  void commitmentWithTorsion_isInvalidForAnHonestKey() {
    for (int commitment = 1; commitment < TORSION_POINTS; commitment++) {
      Crafted crafted = craft(0, commitment);
      assertEquals(SignatureCheck.INVALID, crafted.check(publicKey(crafted.key())));
    }
  }
}
