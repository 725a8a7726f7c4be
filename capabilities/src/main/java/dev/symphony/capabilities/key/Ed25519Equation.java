package dev.symphony.capabilities.key;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The one equation that Ed25519 signatures are verified with.
 *
 * <p>A signature (R, S) of a message M by a key A holds when the encoding of [S]B - [k]A is R, byte
 * by byte, with k the SHA-512 of R, A and M. There is no cofactor in it, and no batch or halved
 * form that could decide otherwise about points outside the prime-order subgroup; it is the
 * equation that {@code verify_strict} of ed25519-dalek decides by.
 *
 * <p>All values are public: nothing here takes care to take constant time.
 */
final class Ed25519Equation {
  private static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final int BASE_LIMIT = 127;
  private static final int KEY_LIMIT = 15;
  private static final int DIGITS = 256;
  private static final EdwardsPoint BASE_POINT =
      EdwardsPoint.decode(HexFormat.of().parseHex("58" + "66".repeat(31))).orElseThrow();
  private static final EdwardsPoint.Addend[] BASE =
      EdwardsPoint.Addend.oddMultiples(BASE_POINT, (BASE_LIMIT + 1) / 2);
  private static final EdwardsTable BASE_TABLE = new EdwardsTable(BASE_POINT);

  private Ed25519Equation() {}

  /** Whether S of a signature is smaller than the order of the group. */
  static boolean isReduced(byte[] signature) {
    return littleEndian(signature, 32, 32).compareTo(ORDER) < 0;
  }

  /** Checks a signature whose S is reduced. */
  static SignatureCheck check(byte[] publicKey, byte[] message, byte[] signature) {
    Optional<EdwardsPoint> key = EdwardsPoint.decode(publicKey);
    if (key.isEmpty()) {
      return SignatureCheck.BAD_KEY;
    }
    byte[] challenge = digits(challenge(publicKey, message, signature), KEY_LIMIT);
    byte[] response = digits(littleEndian(signature, 32, 32), BASE_LIMIT);
    EdwardsPoint.Addend[] multiples =
        EdwardsPoint.Addend.oddMultiples(key.get().negated(), (KEY_LIMIT + 1) / 2);
    byte[] commitment = sum(challenge, multiples, response).encode();
    return compare(commitment, signature);
  }

  /** The table to check many signatures of one acceptable key with. */
  static Optional<EdwardsTable> table(byte[] publicKey) {
    return EdwardsPoint.decode(publicKey).map(key -> new EdwardsTable(key.negated()));
  }

  /** Checks a signature whose S is reduced, with the table of the key. */
  static SignatureCheck check(
      EdwardsTable table, byte[] publicKey, byte[] message, byte[] signature) {
    EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();
    EdwardsPoint sum = EdwardsPoint.neutral();
    table.addMultiple(challenge(publicKey, message, signature), sum, scratch);
    BASE_TABLE.addMultiple(littleEndian(signature, 32, 32), sum, scratch);
    return compare(sum.encode(), signature);
  }

  private static SignatureCheck compare(byte[] commitment, byte[] signature) {
    return Arrays.equals(commitment, 0, 32, signature, 0, 32)
        ? SignatureCheck.VALID
        : SignatureCheck.INVALID;
  }

  private static EdwardsPoint sum(
      byte[] challenge, EdwardsPoint.Addend[] multiples, byte[] response) {
    EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();
    EdwardsPoint sum = EdwardsPoint.neutral();
    int bit = DIGITS - 1;
    while (bit > 0 && challenge[bit] == 0 && response[bit] == 0) {
      bit--;
    }
    for (; bit >= 0; bit--) {
      if (challenge[bit] == 0 && response[bit] == 0) {
        sum.twiceOnly(scratch);
        continue;
      }
      sum.twice(scratch);
      accumulate(sum, challenge[bit], multiples, scratch);
      accumulate(sum, response[bit], BASE, scratch);
    }
    return sum;
  }

  private static void accumulate(
      EdwardsPoint sum, int digit, EdwardsPoint.Addend[] multiples, EdwardsPoint.Scratch scratch) {
    if (digit > 0) {
      sum.add(multiples[digit / 2], scratch);
    } else if (digit < 0) {
      sum.subtract(multiples[-digit / 2], scratch);
    }
  }

  private static BigInteger challenge(byte[] publicKey, byte[] message, byte[] signature) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      digest.update(signature, 0, 32);
      digest.update(publicKey);
      digest.update(message);
      return littleEndian(digest.digest(), 0, 64).mod(ORDER);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-512", e);
    }
  }

  private static BigInteger littleEndian(byte[] bytes, int offset, int length) {
    byte[] reversed = new byte[length];
    for (int i = 0; i < length; i++) {
      reversed[length - 1 - i] = bytes[offset + i];
    }
    return new BigInteger(1, reversed);
  }

  /**
   * A number as a sum of odd digits times powers of two, far apart from each other.
   *
   * @param limit the largest absolute value of a digit, one less than a power of two
   */
  static byte[] digits(BigInteger number, int limit) {
    byte[] digits = new byte[DIGITS];
    int window = 32 - Integer.numberOfLeadingZeros(limit) + 1;
    byte[] bytes = number.toByteArray();
    int carry = 0;
    int bit = 0;
    while (bit < DIGITS) {
      if (bitAt(bytes, bit) == carry) {
        bit++;
        continue;
      }
      int value = carry;
      for (int i = 0; i < window; i++) {
        value += bitAt(bytes, bit + i) << i;
      }
      carry = value > limit ? 1 : 0;
      digits[bit] = (byte) (value - (carry << window));
      bit += window;
    }
    return digits;
  }

  private static int bitAt(byte[] bigEndian, int bit) {
    int index = bigEndian.length - 1 - bit / 8;
    return index < 0 ? 0 : (bigEndian[index] >>> (bit % 8)) & 1;
  }
}
