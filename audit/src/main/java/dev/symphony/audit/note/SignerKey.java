package dev.symphony.audit.note;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.SecretKeyAccess;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Base64;

/** A named private key that signs notes. */
public final class SignerKey {
  private static final String MARK = "PRIVATE+KEY+";

  private final VerifierKey verifier;
  private final PrivateKey secret;

  private SignerKey(String name, SignatureKind kind, PrivateKey secret) {
    this.verifier = new VerifierKey(name, kind, secret.publicKey());
    this.secret = secret;
  }

  /** Makes a key. */
  public static SignerKey generate(String name, SignatureKind kind, SecureRandom random) {
    return new SignerKey(name, kind, PrivateKey.generate(Algorithm.ED25519, random));
  }

  /**
   * Reads a key from what {@link #secretText} wrote.
   *
   * @throws NoteException when it is malformed
   */
  public static SignerKey parse(String text) throws NoteException {
    String[] parts = text.strip().split("\\+", 5);
    if (parts.length != 5 || !text.startsWith(MARK) || !KeyName.isName(parts[2])) {
      throw new NoteException("a private key is written " + MARK + "NAME+ID+BASE64");
    }
    try {
      byte[] material = Base64.getDecoder().decode(parts[4]);
      SignatureKind kind =
          SignatureKind.of(material.length == 0 ? 0 : material[0])
              .orElseThrow(() -> new NoteException("a kind of key that is not known here"));
      Bytes seed = Bytes.copyOf(material, 1, material.length - 1);
      SignerKey key = new SignerKey(parts[2], kind, PrivateKey.of(Algorithm.ED25519, seed));
      if (!key.verifier.id().toHex().equals(parts[3])) {
        throw new NoteException("the name and the number of the key do not belong together");
      }
      return key;
    } catch (IllegalArgumentException | KeyException e) {
      throw new NoteException("the private key is malformed", e);
    }
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /** The key as a text that must stay secret. */
  public String secretText(SecretKeyAccess access) {
    byte[] material = KeyName.material(verifier.kind(), secret.secret(access));
    return MARK
        + verifier.name()
        + "+"
        + verifier.id().toHex()
        + "+"
        + Base64.getEncoder().encodeToString(material)
        + "\n";
  }

  /**
   * Signs the text of a note.
   *
   * @param epochSeconds the time; only a cosignature tells it
   */
  public NoteSignature sign(String body, long epochSeconds) {
    SignatureKind kind = verifier.kind();
    Bytes signature = secret.sign(VerifierKey.signedText(kind, epochSeconds, body));
    ByteBuffer content = ByteBuffer.allocate(kind.prefixBytes() + signature.length());
    if (kind == SignatureKind.COSIGNATURE) {
      content.putLong(epochSeconds);
    }
    content.put(signature.asBuffer());
    return new NoteSignature(verifier.name(), verifier.id(), Bytes.ofOwnedArray(content.array()));
  }
}
