package dev.symphony.audit.index;

import dev.symphony.audit.note.Checkpoint;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.SignedNote;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.audit.note.VerifierKey;
import dev.symphony.audit.tile.TileWriter;
import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The note that states the length and the SHA-256 of the index, signed with the log's key. */
public final class IndexSeal {
  private static final String NOTE = "index.note";
  private static final String SUFFIX = "/index";

  private final Path log;

  /** The seal of the index of a log. */
  public IndexSeal(Path log) {
    this.log = log;
  }

  /** Where the index is. */
  Path index() {
    return log.resolve("index.sqlite");
  }

  /** Whether there is an index, or what is left of one. */
  public boolean isThere() {
    return Files.exists(index()) || Files.exists(log.resolve(NOTE));
  }

  /** Why the index is not to be believed; an empty text when there is none, nothing when it is. */
  public Optional<String> broken(VerifierKey key) throws IOException {
    if (!isThere()) {
      return Optional.of("");
    }
    try {
      SignedNote note =
          SignedNote.parse(Files.readString(log.resolve(NOTE), StandardCharsets.UTF_8));
      if (!note.isSignedBy(key) || note.signatures().size() != 1) {
        return Optional.of("its seal is not signed by the log");
      }
      return Checkpoint.parse(note.body()).equals(state(key))
          ? Optional.empty()
          : Optional.of("it is not the file that was sealed");
    } catch (IOException | NoteException e) {
      return Optional.of("its seal can't be read: " + e.getMessage());
    }
  }

  void set(SignerKey key) throws IOException {
    String note = state(key.verifier()).signedBy(key).toString();
    new TileWriter(log).replace(NOTE, note.getBytes(StandardCharsets.UTF_8));
  }

  private Checkpoint state(VerifierKey key) throws IOException {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(index()), sha256)) {
        long length = in.transferTo(OutputStream.nullOutputStream());
        return new Checkpoint(key.name() + SUFFIX, length, Bytes.ofOwnedArray(sha256.digest()));
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
