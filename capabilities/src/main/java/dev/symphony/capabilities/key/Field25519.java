package dev.symphony.capabilities.key;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Arithmetic modulo p = 2^255 - 19 on public values; its timing tells what it works on.
 *
 * <p>A number is five limbs of 51 bits, least significant first. Every operation leaves limbs below
 * 2^52, and accepts such limbs; the result may be the same array as an operand.
 */
final class Field25519 {
  static final int LIMBS = 5;

  private static final int BITS = 51;
  private static final long MASK = (1L << BITS) - 1;

  /** Four times p, limb by limb, so that differences stay positive. */
  private static final long FOUR_P0 = 4 * (MASK - 18);

  private static final long FOUR_P = 4 * MASK;

  private Field25519() {}

  static long[] number(long small) {
    long[] number = new long[LIMBS];
    number[0] = small;
    return number;
  }

  /** The low 255 bits of 32 little-endian bytes. */
  static long[] decode(byte[] bytes) {
    ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long w0 = words.getLong(0);
    long w1 = words.getLong(8);
    long w2 = words.getLong(16);
    long w3 = words.getLong(24);
    return new long[] {
      w0 & MASK,
      ((w0 >>> 51) | (w1 << 13)) & MASK,
      ((w1 >>> 38) | (w2 << 26)) & MASK,
      ((w2 >>> 25) | (w3 << 39)) & MASK,
      (w3 >>> 12) & MASK
    };
  }

  /** The 32 little-endian bytes of the smallest number that is congruent. */
  static byte[] encode(long[] a) {
    long[] r = a.clone();
    normalize(r);
    long overflow = (r[0] + 19) >>> BITS;
    for (int i = 1; i < LIMBS; i++) {
      overflow = (r[i] + overflow) >>> BITS;
    }
    r[0] += 19 * overflow;
    for (int i = 0; i < LIMBS - 1; i++) {
      r[i + 1] += r[i] >>> BITS;
      r[i] &= MASK;
    }
    r[LIMBS - 1] &= MASK;
    return ByteBuffer.allocate(32)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(r[0] | (r[1] << 51))
        .putLong((r[1] >>> 13) | (r[2] << 38))
        .putLong((r[2] >>> 26) | (r[3] << 25))
        .putLong((r[3] >>> 39) | (r[4] << 12))
        .array();
  }

  private static void normalize(long[] a) {
    carry(a, a[0], a[1], a[2], a[3], a[4]);
    carry(a, a[0], a[1], a[2], a[3], a[4]);
  }

  static void add(long[] out, long[] a, long[] b) {
    carry(out, a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3], a[4] + b[4]);
  }

  static void subtract(long[] out, long[] a, long[] b) {
    carry(
        out,
        a[0] + FOUR_P0 - b[0],
        a[1] + FOUR_P - b[1],
        a[2] + FOUR_P - b[2],
        a[3] + FOUR_P - b[3],
        a[4] + FOUR_P - b[4]);
  }

  static void negate(long[] out, long[] a) {
    subtract(out, number(0), a);
  }

  private static void carry(long[] out, long r0, long r1, long r2, long r3, long r4) {
    long s1 = r1 + (r0 >>> BITS);
    long s2 = r2 + (s1 >>> BITS);
    long s3 = r3 + (s2 >>> BITS);
    long s4 = r4 + (s3 >>> BITS);
    out[0] = (r0 & MASK) + 19 * (s4 >>> BITS);
    out[1] = s1 & MASK;
    out[2] = s2 & MASK;
    out[3] = s3 & MASK;
    out[4] = s4 & MASK;
  }

  /** The low 51 bits of a product. */
  private static long low(long x, long y) {
    return (x * y) & MASK;
  }

  /** The bits of a product above the low 51. */
  private static long high(long x, long y) {
    return (Math.multiplyHigh(x, y) << (64 - BITS)) | ((x * y) >>> BITS);
  }

  static void multiply(long[] out, long[] a, long[] b) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long b0 = b[0];
    long b1 = b[1];
    long b2 = b[2];
    long b3 = b[3];
    long b4 = b[4];
    long c1 = 19 * b1;
    long c2 = 19 * b2;
    long c3 = 19 * b3;
    long c4 = 19 * b4;
    long l0 = low(a0, b0) + low(a1, c4) + low(a2, c3) + low(a3, c2) + low(a4, c1);
    long h0 = high(a0, b0) + high(a1, c4) + high(a2, c3) + high(a3, c2) + high(a4, c1);
    long l1 = low(a0, b1) + low(a1, b0) + low(a2, c4) + low(a3, c3) + low(a4, c2);
    long h1 = high(a0, b1) + high(a1, b0) + high(a2, c4) + high(a3, c3) + high(a4, c2);
    long l2 = low(a0, b2) + low(a1, b1) + low(a2, b0) + low(a3, c4) + low(a4, c3);
    long h2 = high(a0, b2) + high(a1, b1) + high(a2, b0) + high(a3, c4) + high(a4, c3);
    long l3 = low(a0, b3) + low(a1, b2) + low(a2, b1) + low(a3, b0) + low(a4, c4);
    long h3 = high(a0, b3) + high(a1, b2) + high(a2, b1) + high(a3, b0) + high(a4, c4);
    long l4 = low(a0, b4) + low(a1, b3) + low(a2, b2) + low(a3, b1) + low(a4, b0);
    long h4 = high(a0, b4) + high(a1, b3) + high(a2, b2) + high(a3, b1) + high(a4, b0);
    carry(out, l0 + 19 * h4, l1 + h0, l2 + h1, l3 + h2, l4 + h3);
  }

  static void square(long[] out, long[] a) {
    long a0 = a[0];
    long a1 = a[1];
    long a2 = a[2];
    long a3 = a[3];
    long a4 = a[4];
    long d0 = 2 * a0;
    long d1 = 2 * a1;
    long d2 = 2 * a2;
    long c3 = 19 * a3;
    long c4 = 19 * a4;
    long l0 = low(a0, a0) + low(d1, c4) + low(d2, c3);
    long h0 = high(a0, a0) + high(d1, c4) + high(d2, c3);
    long l1 = low(d0, a1) + low(d2, c4) + low(a3, c3);
    long h1 = high(d0, a1) + high(d2, c4) + high(a3, c3);
    long l2 = low(d0, a2) + low(a1, a1) + low(2 * a3, c4);
    long h2 = high(d0, a2) + high(a1, a1) + high(2 * a3, c4);
    long l3 = low(d0, a3) + low(d1, a2) + low(a4, c4);
    long h3 = high(d0, a3) + high(d1, a2) + high(a4, c4);
    long l4 = low(d0, a4) + low(d1, a3) + low(a2, a2);
    long h4 = high(d0, a4) + high(d1, a3) + high(a2, a2);
    carry(out, l0 + 19 * h4, l1 + h0, l2 + h1, l3 + h2, l4 + h3);
  }

  private static void square(long[] out, long[] a, int times) {
    square(out, a);
    for (int i = 1; i < times; i++) {
      square(out, out);
    }
  }

  /** The power 2^250 - 1, and in {@code eleventh} the power 11, on the way to longer powers. */
  private static long[] longPower(long[] a, long[] eleventh) {
    long[] t = new long[LIMBS];
    long[] second = new long[LIMBS];
    long[] x5 = new long[LIMBS];
    square(second, a);
    square(t, second, 2);
    multiply(t, t, a);
    multiply(eleventh, t, second);
    square(x5, eleventh);
    multiply(x5, x5, t);
    long[] x10 = stretched(x5, 5);
    long[] x20 = stretched(x10, 10);
    long[] x40 = stretched(x20, 20);
    long[] x50 = new long[LIMBS];
    square(x50, x40, 10);
    multiply(x50, x50, x10);
    long[] x100 = stretched(x50, 50);
    long[] x200 = stretched(x100, 100);
    square(t, x200, 50);
    multiply(t, t, x50);
    return t;
  }

  /** From the power 2^n - 1, the power 2^2n - 1. */
  private static long[] stretched(long[] power, int n) {
    long[] result = new long[LIMBS];
    square(result, power, n);
    multiply(result, result, power);
    return result;
  }

  /** The inverse: the power p - 2. */
  static long[] inverse(long[] a) {
    long[] eleventh = new long[LIMBS];
    long[] result = longPower(a, eleventh);
    square(result, result, 5);
    multiply(result, result, eleventh);
    return result;
  }

  /** The power (p - 5) / 8. */
  static long[] rootPower(long[] a) {
    long[] result = longPower(a, new long[LIMBS]);
    square(result, result, 2);
    multiply(result, result, a);
    return result;
  }
}
