package dev.symphony.pit.seal;

import dev.symphony.capabilities.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret that the contents of one store are encrypted under; each file has a key of its own.
 */
public final class SealKey {
  /** The length of the secret. */
  public static final int LENGTH = 32;

  private static final byte[] PURPOSE = "symphony artifact file".getBytes(StandardCharsets.UTF_8);

  private final SecretKey secret;

  private SealKey(byte[] secret) {
    this.secret = new SecretKeySpec(secret, "HKDF-SHA256");
  }

  /** The key with this secret of {@value #LENGTH} bytes. */
  public static SealKey of(Bytes secret) {
    if (secret.length() != LENGTH) {
      throw new IllegalArgumentException("a key has " + LENGTH + " bytes");
    }
    return new SealKey(secret.toArray());
  }

  /** A new secret. */
  public static Bytes newSecret(SecureRandom random) {
    byte[] secret = new byte[LENGTH];
    random.nextBytes(secret);
    return Bytes.ofOwnedArray(secret);
  }

  /** The key of the file with this salt. */
  SecretKey fileKey(byte[] salt) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(secret)
                  .addSalt(salt)
                  .thenExpand(PURPOSE, LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has HKDF-SHA256", e);
    }
  }
}
