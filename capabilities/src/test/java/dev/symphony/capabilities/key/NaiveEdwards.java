package dev.symphony.capabilities.key;

import dev.symphony.capabilities.Bytes;
import java.math.BigInteger;

/**
 * A point of edwards25519 in affine coordinates, by the formulas of RFC 8032, as slowly and plainly
 * as they are written there.
 */
record NaiveEdwards(BigInteger x, BigInteger y) {
  static final BigInteger PRIME = BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
  static final BigInteger ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));
  private static final BigInteger D =
      BigInteger.valueOf(-121_665)
          .multiply(BigInteger.valueOf(121_666).modInverse(PRIME))
          .mod(PRIME);
  private static final BigInteger ROOT_OF_MINUS_ONE =
      BigInteger.TWO.modPow(PRIME.subtract(BigInteger.ONE).shiftRight(2), PRIME);

  static final NaiveEdwards NEUTRAL = new NaiveEdwards(BigInteger.ZERO, BigInteger.ONE);
  static final NaiveEdwards BASE =
      withEvenX(BigInteger.valueOf(4).multiply(BigInteger.valueOf(5).modInverse(PRIME)).mod(PRIME));

  /** The point of order 8 whose multiples are all points of small order. */
  static final NaiveEdwards TORSION =
      withEvenX(
          littleEndian(
              Bytes.fromHex("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")
                  .toArray()));

  private static NaiveEdwards withEvenX(BigInteger y) {
    BigInteger square = y.multiply(y).mod(PRIME);
    BigInteger u = square.subtract(BigInteger.ONE).mod(PRIME);
    BigInteger v = D.multiply(square).add(BigInteger.ONE).mod(PRIME);
    BigInteger ratio = u.multiply(v.modInverse(PRIME)).mod(PRIME);
    BigInteger x = ratio.modPow(PRIME.add(BigInteger.valueOf(3)).shiftRight(3), PRIME);
    if (!x.multiply(x).mod(PRIME).equals(ratio)) {
      x = x.multiply(ROOT_OF_MINUS_ONE).mod(PRIME);
    }
    if (!x.multiply(x).mod(PRIME).equals(ratio)) {
      throw new IllegalArgumentException("not on the curve");
    }
    return new NaiveEdwards(x.testBit(0) ? PRIME.subtract(x) : x, y);
  }

  NaiveEdwards plus(NaiveEdwards other) {
    BigInteger product = D.multiply(x).multiply(other.x).multiply(y).multiply(other.y).mod(PRIME);
    BigInteger sumX = x.multiply(other.y).add(other.x.multiply(y));
    BigInteger sumY = y.multiply(other.y).add(x.multiply(other.x));
    return new NaiveEdwards(
        sumX.multiply(BigInteger.ONE.add(product).modInverse(PRIME)).mod(PRIME),
        sumY.multiply(BigInteger.ONE.subtract(product).mod(PRIME).modInverse(PRIME)).mod(PRIME));
  }

  NaiveEdwards negated() {
    return new NaiveEdwards(x.negate().mod(PRIME), y);
  }

  NaiveEdwards times(BigInteger factor) {
    NaiveEdwards sum = NEUTRAL;
    for (int bit = factor.bitLength() - 1; bit >= 0; bit--) {
      sum = sum.plus(sum);
      if (factor.testBit(bit)) {
        sum = sum.plus(this);
      }
    }
    return sum;
  }

  byte[] encode() {
    byte[] encoded = littleEndian(y);
    encoded[31] |= (byte) (x.testBit(0) ? 0x80 : 0);
    return encoded;
  }

  static byte[] littleEndian(BigInteger number) {
    byte[] bytes = new byte[32];
    for (int i = 0; i < 32; i++) {
      bytes[i] = number.shiftRight(8 * i).byteValue();
    }
    return bytes;
  }

  static BigInteger littleEndian(byte[] bytes) {
    BigInteger number = BigInteger.ZERO;
    for (int i = bytes.length - 1; i >= 0; i--) {
      number = number.shiftLeft(8).or(BigInteger.valueOf(bytes[i] & 0xff));
    }
    return number;
  }
}
