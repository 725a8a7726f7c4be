package dev.symphony.registry.signing;

import dev.symphony.capabilities.Bytes;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLDSAPublicKeyParameters;
import org.bouncycastle.crypto.signers.MLDSASigner;

/** ML-DSA-65 of FIPS 204, deterministic. */
final class MlDsa {
  static final int PUBLIC_LENGTH = 1_952;
  private static final MLDSAParameters SET = MLDSAParameters.ml_dsa_65;

  private MlDsa() {}

  static Bytes publicKey(byte[] seed) {
    return Bytes.copyOf(new MLDSAPrivateKeyParameters(SET, seed).getPublicKey());
  }

  static Bytes sign(byte[] seed, byte[] message) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(true, new MLDSAPrivateKeyParameters(SET, seed));
    signer.update(message, 0, message.length);
    try {
      return Bytes.ofOwnedArray(signer.generateSignature());
    } catch (CryptoException e) {
      throw new IllegalStateException("ML-DSA can sign every message", e);
    }
  }

  static boolean isValid(Bytes publicKey, byte[] message, Bytes signature) {
    MLDSASigner signer = new MLDSASigner();
    signer.init(false, new MLDSAPublicKeyParameters(SET, publicKey.toArray()));
    signer.update(message, 0, message.length);
    return signer.verifySignature(signature.toArray());
  }
}
