package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Random;

/** Keys and randomness with fixed content, for tests. */
final class Samples {
  private static final BigInteger GROUP_ORDER =
      BigInteger.ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private Samples() {}

  static PrivateKey rootKey() {
    return PrivateKey.of(
        Algorithm.ED25519,
        Bytes.fromHex("99e87b0e9158531eeeb503ff15266e2b23c2a2507b138c9d1b1f2ab458df2d61"));
  }

  /** Randomness that is the same in every run. */
  static SecureRandom random() {
    return random(42);
  }

  static SecureRandom random(long seed) {
    return new FixedRandom(seed);
  }

  /** Adds the order of the group to the second half of an Ed25519 signature. */
  static void addGroupOrder(byte[] signature) {
    byte[] scalar = new byte[33];
    for (int i = 0; i < 32; i++) {
      scalar[32 - i] = signature[32 + i];
    }
    byte[] sum = new BigInteger(scalar).add(GROUP_ORDER).toByteArray();
    for (int i = 0; i < 32; i++) {
      signature[32 + i] = i < sum.length ? sum[sum.length - 1 - i] : 0;
    }
  }

  /** The other ECDSA signature over secp256r1 that holds whenever this one does. */
  static Bytes twin(Bytes signature) {
    BigInteger order =
        new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
    byte[] der = signature.toArray();
    int second = 4 + der[3];
    byte[] first = java.util.Arrays.copyOfRange(der, 0, second);
    BigInteger s = new BigInteger(java.util.Arrays.copyOfRange(der, second + 2, der.length));
    byte[] other = order.subtract(s).toByteArray();
    byte[] twin = java.util.Arrays.copyOf(first, second + 2 + other.length);
    twin[second] = 2;
    twin[second + 1] = (byte) other.length;
    System.arraycopy(other, 0, twin, second + 2, other.length);
    twin[1] = (byte) (twin.length - 2);
    return Bytes.copyOf(twin);
  }

  private static final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random source;

    FixedRandom(long seed) {
      source = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
      source.nextBytes(bytes);
    }
  }
}
