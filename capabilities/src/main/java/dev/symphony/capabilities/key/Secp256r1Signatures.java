package dev.symphony.capabilities.key;

import dev.symphony.capabilities.Bytes;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** ECDSA signatures over secp256r1 with SHA-256, strictly checked and deterministically made. */
final class Secp256r1Signatures {
  private static final ECDomainParameters CURVE = curve();

  private Secp256r1Signatures() {}

  private static ECDomainParameters curve() {
    X9ECParameters parameters = CustomNamedCurves.getByName("secp256r1");
    return new ECDomainParameters(
        parameters.getCurve(), parameters.getG(), parameters.getN(), parameters.getH());
  }

  static BigInteger order() {
    return CURVE.getN();
  }

  static boolean isScalar(byte[] secret) {
    BigInteger scalar = new BigInteger(1, secret);
    return scalar.signum() > 0 && scalar.compareTo(CURVE.getN()) < 0;
  }

  static PublicKey publicKey(byte[] secret) {
    ECPoint point =
        new FixedPointCombMultiplier().multiply(CURVE.getG(), new BigInteger(1, secret));
    return PublicKey.of(Algorithm.SECP256R1, Bytes.copyOf(point.normalize().getEncoded(true)));
  }

  static Bytes sign(byte[] secret, byte[] message) {
    ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(new BigInteger(1, secret), CURVE));
    BigInteger[] signature = signer.generateSignature(digest(message));
    return EcdsaSignature.of(signature[0], signature[1]).encoded();
  }

  /** The point behind a compressed encoding; the curve has no other subgroup to fall into. */
  static Optional<ECPoint> decode(byte[] encoded) {
    if (encoded.length != Algorithm.SECP256R1.publicKeyLength()) {
      return Optional.empty();
    }
    try {
      ECPoint point = CURVE.getCurve().decodePoint(encoded);
      return point.isInfinity() ? Optional.empty() : Optional.of(point);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static SignatureCheck check(byte[] publicKey, byte[] message, byte[] signature) {
    Optional<EcdsaSignature> parsed = EcdsaSignature.parse(signature);
    if (parsed.isEmpty()) {
      return SignatureCheck.MALFORMED;
    }
    Optional<ECPoint> point = decode(publicKey);
    if (point.isEmpty()) {
      return SignatureCheck.BAD_KEY;
    }
    ECDSASigner signer = new ECDSASigner();
    signer.init(false, new ECPublicKeyParameters(point.get(), CURVE));
    boolean holds = signer.verifySignature(digest(message), parsed.get().r(), parsed.get().s());
    return holds ? SignatureCheck.VALID : SignatureCheck.INVALID;
  }

  private static byte[] digest(byte[] message) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(message);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
