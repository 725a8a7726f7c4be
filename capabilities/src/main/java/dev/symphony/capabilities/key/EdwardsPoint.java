package dev.symphony.capabilities.key;

import java.util.Arrays;
import java.util.Optional;

/**
 * A point of the curve of Ed25519 in extended coordinates, for work on public values only.
 *
 * <p>The formulas are those of RFC 8032, section 5.1.4; they hold for all points of the curve.
 */
final class EdwardsPoint {
  private static final long[] D =
      number("a3785913ca4deb75abd841414d0a700098e879777940c78c73fe6f2bee6c0352");
  private static final long[] TWO_D = twice(D);
  private static final long[] ROOT_OF_MINUS_ONE =
      number("b0a00e4a271beec478e42fad0618432fa7d7fb3d99004d2b0bdfc14f8024832b");

  private final long[] x;
  private final long[] y;
  private final long[] z;
  private final long[] t;

  private EdwardsPoint(long[] x, long[] y, long[] z, long[] t) {
    this.x = x;
    this.y = y;
    this.z = z;
    this.t = t;
  }

  private static long[] number(String hex) {
    return Field25519.decode(java.util.HexFormat.of().parseHex(hex));
  }

  private static long[] twice(long[] a) {
    long[] result = new long[Field25519.LIMBS];
    Field25519.add(result, a, a);
    return result;
  }

  static EdwardsPoint neutral() {
    return new EdwardsPoint(
        Field25519.number(0), Field25519.number(1), Field25519.number(1), Field25519.number(0));
  }

  /** The point behind an encoding; nothing where it is off the curve or not canonical. */
  static Optional<EdwardsPoint> decode(byte[] encoded) {
    long[] y = Field25519.decode(encoded);
    byte[] canonical = Field25519.encode(y);
    int sign = (encoded[31] >>> 7) & 1;
    canonical[31] |= (byte) (sign << 7);
    return Arrays.equals(canonical, encoded)
        ? abscissa(y).flatMap(x -> signed(x, y, sign))
        : Optional.empty();
  }

  /** A square root of (y^2 - 1) / (d y^2 + 1), where there is one. */
  private static Optional<long[]> abscissa(long[] y) {
    long[] u = new long[Field25519.LIMBS];
    long[] v = new long[Field25519.LIMBS];
    long[] x = new long[Field25519.LIMBS];
    long[] check = new long[Field25519.LIMBS];
    Field25519.square(u, y);
    Field25519.multiply(v, u, D);
    Field25519.subtract(u, u, Field25519.number(1));
    Field25519.add(v, v, Field25519.number(1));
    Field25519.square(x, v);
    Field25519.multiply(x, x, v);
    Field25519.square(check, x);
    Field25519.multiply(check, check, v);
    Field25519.multiply(check, check, u);
    Field25519.multiply(x, x, u);
    Field25519.multiply(x, x, Field25519.rootPower(check));
    Field25519.square(check, x);
    Field25519.multiply(check, check, v);
    if (same(check, u)) {
      return Optional.of(x);
    }
    Field25519.negate(u, u);
    Field25519.multiply(x, x, ROOT_OF_MINUS_ONE);
    return same(check, u) ? Optional.of(x) : Optional.empty();
  }

  private static boolean same(long[] a, long[] b) {
    return Arrays.equals(Field25519.encode(a), Field25519.encode(b));
  }

  private static Optional<EdwardsPoint> signed(long[] x, long[] y, int sign) {
    byte[] encoded = Field25519.encode(x);
    boolean zero = Arrays.equals(encoded, new byte[encoded.length]);
    if (zero && sign == 1) {
      return Optional.empty();
    }
    if ((encoded[0] & 1) != sign) {
      Field25519.negate(x, x);
    }
    long[] t = new long[Field25519.LIMBS];
    Field25519.multiply(t, x, y);
    return Optional.of(new EdwardsPoint(x, y, Field25519.number(1), t));
  }

  byte[] encode() {
    long[] inverse = Field25519.inverse(z);
    long[] affine = new long[Field25519.LIMBS];
    Field25519.multiply(affine, x, inverse);
    int sign = Field25519.encode(affine)[0] & 1;
    Field25519.multiply(affine, y, inverse);
    byte[] encoded = Field25519.encode(affine);
    encoded[31] |= (byte) (sign << 7);
    return encoded;
  }

  EdwardsPoint negated() {
    long[] minusX = new long[Field25519.LIMBS];
    long[] minusT = new long[Field25519.LIMBS];
    Field25519.negate(minusX, x);
    Field25519.negate(minusT, t);
    return new EdwardsPoint(minusX, y.clone(), z.clone(), minusT);
  }

  /** Room for intermediate results. */
  static final class Scratch {
    private final long[] a = new long[Field25519.LIMBS];
    private final long[] b = new long[Field25519.LIMBS];
    private final long[] c = new long[Field25519.LIMBS];
    private final long[] e = new long[Field25519.LIMBS];
    private final long[] f = new long[Field25519.LIMBS];
    private final long[] g = new long[Field25519.LIMBS];
    private final long[] h = new long[Field25519.LIMBS];
  }

  /** Doubles this point in place. */
  void twice(Scratch s) {
    prepareTwice(s);
    combine(s);
  }

  /** Doubles this point in place, so far that it can be doubled again, but not added to. */
  void twiceOnly(Scratch s) {
    prepareTwice(s);
    combineWithoutT(s);
  }

  private void prepareTwice(Scratch s) {
    Field25519.square(s.a, x);
    Field25519.square(s.b, y);
    Field25519.square(s.c, z);
    Field25519.add(s.c, s.c, s.c);
    Field25519.add(s.h, s.a, s.b);
    Field25519.add(s.e, x, y);
    Field25519.square(s.e, s.e);
    Field25519.subtract(s.e, s.h, s.e);
    Field25519.subtract(s.g, s.a, s.b);
    Field25519.add(s.f, s.c, s.g);
  }

  private void combine(Scratch s) {
    combineWithoutT(s);
    Field25519.multiply(t, s.e, s.h);
  }

  private void combineWithoutT(Scratch s) {
    Field25519.multiply(x, s.e, s.f);
    Field25519.multiply(y, s.g, s.h);
    Field25519.multiply(z, s.f, s.g);
  }

  /** A point in the form that adding it takes. */
  static final class Addend {
    private final long[] sum;
    private final long[] difference;
    private final long[] twiceZ;
    private final long[] twiceDt;

    private Addend(long[] sum, long[] difference, long[] twiceZ, long[] twiceDt) {
      this.sum = sum;
      this.difference = difference;
      this.twiceZ = twiceZ;
      this.twiceDt = twiceDt;
    }

    /** The multiples 1, 2, 3 and so on of a point. */
    static Addend[] multiples(EdwardsPoint point, int count) {
      return steps(point, point.addend(), count);
    }

    /** The odd multiples 1, 3, 5 and so on of a point. */
    static Addend[] oddMultiples(EdwardsPoint point, int count) {
      EdwardsPoint doubled = point.copy();
      doubled.twice(new Scratch());
      return steps(point, doubled.addend(), count);
    }

    private static Addend[] steps(EdwardsPoint point, Addend step, int count) {
      Scratch scratch = new Scratch();
      Addend[] multiples = new Addend[count];
      EdwardsPoint multiple = point.copy();
      multiples[0] = multiple.addend();
      for (int i = 1; i < count; i++) {
        multiple.add(step, scratch);
        multiples[i] = multiple.addend();
      }
      return multiples;
    }
  }

  EdwardsPoint copy() {
    return new EdwardsPoint(x.clone(), y.clone(), z.clone(), t.clone());
  }

  private Addend addend() {
    long[] sum = new long[Field25519.LIMBS];
    long[] difference = new long[Field25519.LIMBS];
    long[] twiceDt = new long[Field25519.LIMBS];
    Field25519.add(sum, y, x);
    Field25519.subtract(difference, y, x);
    Field25519.multiply(twiceDt, t, TWO_D);
    return new Addend(sum, difference, twice(z), twiceDt);
  }

  /** Adds a point in place. */
  void add(Addend other, Scratch s) {
    products(other.difference, other.sum, other, s);
    Field25519.subtract(s.f, s.g, s.c);
    Field25519.add(s.g, s.g, s.c);
    combine(s);
  }

  /** Subtracts a point in place. */
  void subtract(Addend other, Scratch s) {
    products(/* forDifference= */ other.sum, /* forSum= */ other.difference, other, s);
    Field25519.add(s.f, s.g, s.c);
    Field25519.subtract(s.g, s.g, s.c);
    combine(s);
  }

  private void products(long[] forDifference, long[] forSum, Addend other, Scratch s) {
    Field25519.subtract(s.a, y, x);
    Field25519.multiply(s.a, s.a, forDifference);
    Field25519.add(s.b, y, x);
    Field25519.multiply(s.b, s.b, forSum);
    Field25519.multiply(s.c, t, other.twiceDt);
    Field25519.multiply(s.g, z, other.twiceZ);
    Field25519.subtract(s.e, s.b, s.a);
    Field25519.add(s.h, s.b, s.a);
  }
}
