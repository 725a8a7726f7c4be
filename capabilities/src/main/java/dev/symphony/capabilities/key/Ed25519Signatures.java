package dev.symphony.capabilities.key;

import dev.symphony.capabilities.Bytes;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519 signatures, strictly checked. */
final class Ed25519Signatures {
  private static final int SIGNATURE_LENGTH = 64;
  private static final int POINT_LENGTH = 32;

  /** The canonical encodings of the points of small order. */
  private static final List<byte[]> SMALL_ORDER =
      List.of(
          point("0100000000000000000000000000000000000000000000000000000000000000"),
          point("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"),
          point("0000000000000000000000000000000000000000000000000000000000000000"),
          point("0000000000000000000000000000000000000000000000000000000000000080"),
          point("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"),
          point("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85"),
          point("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a"),
          point("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"));

  private Ed25519Signatures() {}

  private static byte[] point(String hex) {
    return HexFormat.of().parseHex(hex);
  }

  static PublicKey publicKey(byte[] secret) {
    byte[] encoded = new byte[POINT_LENGTH];
    Ed25519.generatePublicKey(secret, 0, encoded, 0);
    return PublicKey.of(Algorithm.ED25519, Bytes.copyOf(encoded));
  }

  static Bytes sign(byte[] secret, byte[] publicKey, byte[] message) {
    byte[] signature = new byte[SIGNATURE_LENGTH];
    Ed25519.sign(secret, 0, publicKey, 0, message, 0, message.length, signature, 0);
    return Bytes.copyOf(signature);
  }

  /** Whether a key is canonical, on the curve, and not of small order. */
  static boolean isAcceptable(byte[] publicKey) {
    return !isSmallOrder(publicKey) && EdwardsPoint.decode(publicKey).isPresent();
  }

  /** Checks a signature, faster where the key comes with its table. */
  static SignatureCheck check(
      byte[] publicKey, Optional<EdwardsTable> table, byte[] message, byte[] signature) {
    if (signature.length != SIGNATURE_LENGTH) {
      return SignatureCheck.MALFORMED;
    }
    if (isSmallOrder(signature) || !Ed25519Equation.isReduced(signature)) {
      return isAcceptable(publicKey) ? SignatureCheck.INVALID : SignatureCheck.BAD_KEY;
    }
    if (isSmallOrder(publicKey)) {
      return SignatureCheck.BAD_KEY;
    }
    return table.isPresent()
        ? Ed25519Equation.check(table.get(), publicKey, message, signature)
        : Ed25519Equation.check(publicKey, message, signature);
  }

  private static boolean isSmallOrder(byte[] encoded) {
    for (byte[] point : SMALL_ORDER) {
      if (Arrays.equals(encoded, 0, POINT_LENGTH, point, 0, POINT_LENGTH)) {
        return true;
      }
    }
    return false;
  }
}
