package dev.symphony.audit.note;

import dev.symphony.capabilities.Bytes;
import java.util.Base64;

/**
 * A line under a note.
 *
 * @param name who signed
 * @param keyId the first bytes of the hash over name and key
 * @param content the signature with what belongs to it
 */
public record NoteSignature(String name, Bytes keyId, Bytes content) {
  private static final String DASH = "\u2014 ";

  static NoteSignature parse(String line) throws NoteException {
    int space = line.lastIndexOf(' ');
    if (!line.startsWith(DASH) || space < DASH.length()) {
      throw new NoteException("a signature is written '" + DASH + "NAME BASE64'");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(line.substring(space + 1));
      if (bytes.length <= KeyName.ID_BYTES) {
        throw new NoteException("a signature is longer than the number of its key");
      }
      return new NoteSignature(
          line.substring(DASH.length(), space),
          Bytes.copyOf(bytes, 0, KeyName.ID_BYTES),
          Bytes.copyOf(bytes, KeyName.ID_BYTES, bytes.length - KeyName.ID_BYTES));
    } catch (IllegalArgumentException e) {
      throw new NoteException("a signature is written in base64", e);
    }
  }

  /** The line, without its end. */
  @Override
  public String toString() {
    byte[] bytes = new byte[keyId.length() + content.length()];
    keyId.copyInto(bytes, 0);
    content.copyInto(bytes, keyId.length());
    return DASH + name + " " + Base64.getEncoder().encodeToString(bytes);
  }
}
