package dev.symphony.capabilities.key;

import java.math.BigInteger;

/**
 * The multiples of a point that is multiplied often, so that a multiplication takes no doublings.
 *
 * <p>It holds 1 to 8 times 16^i times the point for every i up to 63, about 100 kilobytes.
 */
final class EdwardsTable {
  private static final int DIGITS = 64;
  private static final int MULTIPLES = 8;

  private final EdwardsPoint.Addend[][] multiples = new EdwardsPoint.Addend[DIGITS][];

  /** The table of a point. */
  EdwardsTable(EdwardsPoint point) {
    EdwardsPoint.Scratch scratch = new EdwardsPoint.Scratch();
    EdwardsPoint power = point.copy();
    for (int i = 0; i < DIGITS; i++) {
      multiples[i] = EdwardsPoint.Addend.multiples(power, MULTIPLES);
      for (int doubling = 0; doubling < 4; doubling++) {
        power.twice(scratch);
      }
    }
  }

  /** Adds a multiple of the point; the scalar is smaller than 2^255. */
  void addMultiple(BigInteger scalar, EdwardsPoint sum, EdwardsPoint.Scratch scratch) {
    byte[] bigEndian = scalar.toByteArray();
    int carry = 0;
    for (int i = 0; i < DIGITS; i++) {
      int index = bigEndian.length - 1 - i / 2;
      int nibble = index < 0 ? 0 : (bigEndian[index] >>> (4 * (i % 2))) & 0xf;
      int digit = nibble + carry;
      carry = digit > MULTIPLES ? 1 : 0;
      digit -= carry << 4;
      if (digit > 0) {
        sum.add(multiples[i][digit - 1], scratch);
      } else if (digit < 0) {
        sum.subtract(multiples[i][-digit - 1], scratch);
      }
    }
  }
}
