package dev.symphony.capabilities.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.key.SignatureCheck;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The proof that whoever presents a token has a key: a signature over a challenge and the token.
 *
 * @param key the key
 * @param challenge what the verifier made up for this one presentation
 * @param signature by the key, over a purpose, the SHA-256 of the token's bytes, and the challenge
 */
public record HolderProof(PublicKey key, Bytes challenge, Bytes signature) {
  private static final Bytes PURPOSE = Bytes.utf8("symphony token holder proof, version 1\0");

  /** A proof by the holder of a key. */
  public static HolderProof sign(PrivateKey key, Bytes challenge, Bytes token) {
    return new HolderProof(key.publicKey(), challenge, key.sign(message(challenge, token)));
  }

  /** Whether the signature was made by the key, over this challenge and this token. */
  public boolean holdsFor(Bytes token) {
    return key.check(message(challenge, token), signature) == SignatureCheck.VALID;
  }

  private static byte[] message(Bytes challenge, Bytes token) {
    byte[] digest = sha256(token);
    byte[] message = new byte[PURPOSE.length() + digest.length + challenge.length()];
    PURPOSE.copyInto(message, 0);
    System.arraycopy(digest, 0, message, PURPOSE.length(), digest.length);
    challenge.copyInto(message, PURPOSE.length() + digest.length);
    return message;
  }

  private static byte[] sha256(Bytes token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      token.update(digest);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
