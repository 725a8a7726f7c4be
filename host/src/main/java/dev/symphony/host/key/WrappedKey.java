package dev.symphony.host.key;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import dev.symphony.host.UserError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A secret encrypted under a root key: AES-256-GCM, under a key derived (HKDF-SHA-256) from the
 * private half of the root key and a random salt. As a file it is a line that says what it is and
 * which root key opens it, which is authenticated, and a line of Base64: salt, then the rest. A
 * salt is used once, so the nonce is zero.
 *
 * @param rootKey the number of the root key
 * @param content the salt, and what is encrypted
 */
record WrappedKey(int rootKey, Bytes content) {
  private static final String KIND = "symphony wrapped key, root key ";
  private static final byte[] PURPOSE = "symphony artifact key".getBytes(StandardCharsets.UTF_8);
  private static final int SALT_LENGTH = 32;
  private static final int TAG_BITS = 128;

  /** Encrypts a secret under the root key of that number. */
  static WrappedKey wrap(Bytes secret, int rootKey, PrivateKey root, SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    random.nextBytes(salt);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, rootKey, root, salt).doFinal(secret.toArray());
      byte[] content = Arrays.copyOf(salt, SALT_LENGTH + sealed.length);
      System.arraycopy(sealed, 0, content, SALT_LENGTH, sealed.length);
      return new WrappedKey(rootKey, Bytes.ofOwnedArray(content));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java 25 has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, int rootKey, PrivateKey root, byte[] salt)
      throws GeneralSecurityException {
    SecretKey ikm =
        new SecretKeySpec(root.secret(SecretKeyAccess.insecure()).toArray(), "HKDF-SHA256");
    SecretKey key =
        KDF.getInstance("HKDF-SHA256")
            .deriveKey(
                "AES",
                HKDFParameterSpec.ofExtract().addIKM(ikm).addSalt(salt).thenExpand(PURPOSE, 32));
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, new byte[12]));
    cipher.updateAAD(head(rootKey).getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }

  private static String head(int rootKey) {
    return KIND + rootKey;
  }

  /** Reads what {@link #toFile} has written; nothing when it is something else. */
  static Optional<WrappedKey> ofFile(byte[] file) {
    String[] lines = new String(file, StandardCharsets.ISO_8859_1).split("\n", -1);
    if (lines.length != 3 || !lines[0].startsWith(KIND)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new WrappedKey(
              Integer.parseInt(lines[0].substring(KIND.length())),
              Bytes.ofOwnedArray(Base64.getDecoder().decode(lines[1]))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  byte[] toFile() {
    String text = head(rootKey) + "\n" + Base64.getEncoder().encodeToString(content.toArray());
    return (text + "\n").getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The secret.
   *
   * @throws UserError {@code key-file-malformed} when it was changed, or wrapped by another key
   */
  Bytes unwrap(PrivateKey root) throws UserError {
    byte[] all = content.toArray();
    int salt = Math.min(SALT_LENGTH, all.length);
    try {
      return Bytes.ofOwnedArray(
          cipher(Cipher.DECRYPT_MODE, rootKey, root, Arrays.copyOf(all, salt))
              .doFinal(all, salt, all.length - salt));
    } catch (GeneralSecurityException e) {
      throw new UserError(
          "key-file-malformed",
          "the key of the artifacts can't be opened by root key " + rootKey,
          e);
    }
  }
}
