package dev.symphony.host.publish;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;
import org.bouncycastle.util.io.pem.PemWriter;

/** An Ed25519 key as PKCS#8 in PEM without a passphrase: whoever reads the file has the key. */
final class PlainKey {
  private static final String TYPE = "PRIVATE KEY";

  private PlainKey() {}

  static byte[] encode(PrivateKey key) throws IOException {
    byte[] secret = key.secret(SecretKeyAccess.insecure()).toArray();
    StringWriter text = new StringWriter();
    try (PemWriter out = new PemWriter(text)) {
      out.writeObject(
          new PemObject(
              TYPE,
              PrivateKeyInfoFactory.createPrivateKeyInfo(new Ed25519PrivateKeyParameters(secret, 0))
                  .getEncoded()));
    } finally {
      Arrays.fill(secret, (byte) 0);
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  static boolean isPlain(String pem) {
    return pem.startsWith("-----BEGIN " + TYPE + "-----");
  }

  static PrivateKey decode(String pem) throws UserError {
    try (PemReader in = new PemReader(new StringReader(pem))) {
      PemObject content = in.readPemObject();
      AsymmetricKeyParameter key = PrivateKeyFactory.createKey(content.getContent());
      if (key instanceof Ed25519PrivateKeyParameters ed25519) {
        return PrivateKey.of(Algorithm.ED25519, Bytes.ofOwnedArray(ed25519.getEncoded()));
      }
      throw new UserError("key-file-malformed", "the file holds a key of another algorithm");
    } catch (IOException | RuntimeException e) {
      throw new UserError("key-file-malformed", "the file is not a PKCS#8 key in PEM", e);
    }
  }
}
