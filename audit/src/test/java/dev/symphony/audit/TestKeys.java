package dev.symphony.audit;

import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.SignatureKind;
import dev.symphony.audit.note.SignerKey;
import java.security.SecureRandom;

/** A key that every process of a test has. */
public final class TestKeys {
  private static final String LOG =
      "PRIVATE+KEY+example.org/log+07351fd1+AYcURECibFyC9jd9aXpWYUF5twiMXoWGGDlpZv7gY/a0";

  private TestKeys() {}

  /** The key of the log. */
  public static SignerKey log() {
    try {
      return SignerKey.parse(LOG);
    } catch (NoteException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A new key of a witness. */
  public static SignerKey witness() {
    return SignerKey.generate("example.org/witness", SignatureKind.COSIGNATURE, new SecureRandom());
  }
}
