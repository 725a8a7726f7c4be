package dev.symphony.capabilities.key;

import dev.symphony.capabilities.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * The two numbers of an ECDSA signature, with their one strict encoding.
 *
 * <p>The encoding is DER: a sequence of two positive integers of at most 33 bytes, every length in
 * its shortest form, no padding, nothing behind. Parsing accepts exactly the bytes that encoding
 * gives.
 */
record EcdsaSignature(BigInteger r, BigInteger s) {
  static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int MAX_INTEGER = 33;
  private static final int MAX_LENGTH = 2 + 2 * (2 + MAX_INTEGER);

  static EcdsaSignature of(BigInteger r, BigInteger s) {
    return new EcdsaSignature(r, s);
  }

  static Optional<EcdsaSignature> parse(byte[] der) {
    if (der.length < 8 || der.length > MAX_LENGTH || der[0] != SEQUENCE) {
      return Optional.empty();
    }
    int firstLength = der[3];
    int secondTag = 4 + firstLength;
    if (firstLength < 1 || firstLength > MAX_INTEGER || secondTag + 3 > der.length) {
      return Optional.empty();
    }
    int secondLength = der[secondTag + 1];
    if (secondLength < 1 || secondTag + 2 + secondLength != der.length) {
      return Optional.empty();
    }
    EcdsaSignature signature =
        of(new BigInteger(der, 4, firstLength), new BigInteger(der, secondTag + 2, secondLength));
    return signature.isPositive() && Arrays.equals(signature.der(), der)
        ? Optional.of(signature)
        : Optional.empty();
  }

  /** Of this signature and its twin in a group of the given order, the one with the smaller s. */
  EcdsaSignature withSmallerS(BigInteger order) {
    BigInteger other = order.subtract(s);
    return other.signum() > 0 && other.compareTo(s) < 0 ? of(r, other) : this;
  }

  private boolean isPositive() {
    return r.signum() > 0 && s.signum() > 0;
  }

  Bytes encoded() {
    return Bytes.copyOf(der());
  }

  private byte[] der() {
    byte[] first = r.toByteArray();
    byte[] second = s.toByteArray();
    byte[] der = new byte[6 + first.length + second.length];
    der[0] = SEQUENCE;
    der[1] = (byte) (der.length - 2);
    der[2] = INTEGER;
    der[3] = (byte) first.length;
    System.arraycopy(first, 0, der, 4, first.length);
    der[4 + first.length] = INTEGER;
    der[5 + first.length] = (byte) second.length;
    System.arraycopy(second, 0, der, 6 + first.length, second.length);
    return der;
  }
}
