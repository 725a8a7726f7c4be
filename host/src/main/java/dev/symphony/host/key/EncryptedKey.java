package dev.symphony.host.key;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/**
 * An Ed25519 key as PKCS#8 under a passphrase: PBES2 with scrypt (N 32,768, r 8, p 1: 32 MiB) and
 * AES-256 in CBC mode, in PEM, as OpenSSL reads it.
 */
public final class EncryptedKey {
  private static final String TYPE = "ENCRYPTED PRIVATE KEY";
  private static final int SCRYPT_COST = 32_768;
  private static final int SALT_LENGTH = 16;

  private EncryptedKey() {}

  /** The text form of a key under a passphrase. */
  public static String encrypt(PrivateKey key, Passphrase passphrase, SecureRandom random) {
    if (key.algorithm() != Algorithm.ED25519) {
      throw new IllegalArgumentException("root keys are Ed25519 keys");
    }
    byte[] secret = key.secret(SecretKeyAccess.insecure()).toArray();
    try {
      PrivateKeyInfo plain =
          PrivateKeyInfoFactory.createPrivateKeyInfo(new Ed25519PrivateKeyParameters(secret, 0));
      PKCS8EncryptedPrivateKeyInfo encrypted =
          new PKCS8EncryptedPrivateKeyInfoBuilder(plain)
              .build(
                  new JcePKCSPBEOutputEncryptorBuilder(
                          new ScryptConfig.Builder(SCRYPT_COST, 8, 1)
                              .withSaltLength(SALT_LENGTH)
                              .build(),
                          NISTObjectIdentifiers.id_aes256_CBC)
                      .setProvider(new BouncyCastleProvider())
                      .setRandom(random)
                      .build(passphrase.characters()));
      return pem(encrypted.getEncoded());
    } catch (IOException | OperatorCreationException e) {
      throw new IllegalStateException("the key can't be encrypted", e);
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
  }

  private static String pem(byte[] content) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter out = new PemWriter(text)) {
      out.writeObject(new PemObject(TYPE, content));
    }
    return text.toString();
  }

  /**
   * The key behind the text.
   *
   * @throws UserError {@code passphrase-wrong} when the passphrase is another one, {@code
   *     key-file-malformed} when the text is no encrypted Ed25519 key
   */
  public static PrivateKey decrypt(String text, Passphrase passphrase) throws UserError {
    try {
      PrivateKeyInfo plain =
          parse(text)
              .decryptPrivateKeyInfo(
                  new JcePKCSPBEInputDecryptorProviderBuilder()
                      .setProvider(new BouncyCastleProvider())
                      .build(passphrase.characters()));
      if (PrivateKeyFactory.createKey(plain) instanceof Ed25519PrivateKeyParameters key) {
        return PrivateKey.of(Algorithm.ED25519, Bytes.ofOwnedArray(key.getEncoded()));
      }
      throw new UserError("key-file-malformed", "the file holds a key of another algorithm");
    } catch (PKCSException | IOException | IllegalArgumentException e) {
      throw new UserError("passphrase-wrong", "the passphrase does not open the key", e);
    }
  }

  private static PKCS8EncryptedPrivateKeyInfo parse(String text) throws UserError {
    try (PemReader in = new PemReader(new StringReader(text))) {
      PemObject content = in.readPemObject();
      if (content != null && content.getType().equals(TYPE)) {
        return new PKCS8EncryptedPrivateKeyInfo(content.getContent());
      }
      throw new UserError("key-file-malformed", "the file is not an encrypted PKCS#8 key in PEM");
    } catch (IOException e) {
      throw new UserError(
          "key-file-malformed", "the file is not an encrypted PKCS#8 key in PEM", e);
    }
  }
}
