package dev.symphony.audit.note;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.capabilities.key.SecretKeyAccess;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  private static final String GO_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String GO_NOTE =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.

      \u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
      """;

  private final SignerKey log =
      SignerKey.generate("example.org/log", SignatureKind.NOTE, new SecureRandom());
  private final Checkpoint checkpoint =
      new Checkpoint("example.org/log", 7, new TreeHasher().emptyRoot());

  @Test
  void publishedNote_isVerified() throws NoteException {
    VerifierKey key = VerifierKey.parse(GO_KEY);
    assertEquals(GO_KEY, key.toString());
    assertTrue(SignedNote.parse(GO_NOTE).isSignedBy(key));
    assertFalse(SignedNote.parse(GO_NOTE.replace("problem is", "issue is")).isSignedBy(key));
  }

  @Test
  void keys_areReadBack() throws NoteException {
    SignerKey again = SignerKey.parse(log.secretText(SecretKeyAccess.insecure()));
    assertEquals(log.verifier(), again.verifier());
    assertEquals(log.verifier(), VerifierKey.parse(log.verifier().toString()));
  }

  @Test
  void everyChangedByteOfACheckpoint_isNoticed() throws NoteException {
    String text = checkpoint.signedBy(log).toString();
    VerifiedCheckpoint verified = VerifiedCheckpoint.verify(text, log.verifier());
    assertEquals(checkpoint, verified.checkpoint());
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = bytes.clone();
        changed[i] ^= (byte) (1 << bit);
        String forged = new String(changed, StandardCharsets.UTF_8);
        assertThrows(
            NoteException.class, () -> VerifiedCheckpoint.verify(forged, log.verifier()), forged);
      }
    }
  }

  @Test
  void cosignature_holdsForItsTimeAndCheckpoint() throws NoteException {
    SignerKey witness =
        SignerKey.generate("witness.example.org", SignatureKind.COSIGNATURE, new SecureRandom());
    SignedNote note = checkpoint.signedBy(log);
    SignedNote both = SignedNote.parse(note.with(witness.sign(note.body(), 1_700_000_000)) + "");
    assertTrue(both.isSignedBy(witness.verifier()));
    assertTrue(both.isSignedBy(log.verifier()));
    assertFalse(note.isSignedBy(witness.verifier()));
    String later = new Checkpoint("example.org/log", 8, checkpoint.root()).body();
    assertFalse(new SignedNote(later, both.signatures()).isSignedBy(witness.verifier()));
  }

  @Test
  void checkpointOfAnotherLog_isRefused() {
    Checkpoint other = new Checkpoint("example.org/other", 7, checkpoint.root());
    String text = other.signedBy(log).toString();
    assertThrows(NoteException.class, () -> VerifiedCheckpoint.verify(text, log.verifier()));
  }
}
