package dev.symphony.audit.verify;

import dev.symphony.audit.LogFiles;
import dev.symphony.audit.index.IndexSeal;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.note.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies a log from its files and its public key: every entry, tile, checkpoint and batch of the
 * journal has to be what the key signed. It needs no trust in the program that wrote the log, and
 * reads a log that is being written, too.
 */
public final class LogVerifier {
  private static final int ATTEMPTS = 20;

  private final Path directory;
  private final VerifierKey key;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<VerifiedCheckpoint> verified = Optional.empty();
  private long published;
  private long examined;

  /** A verifier of the log in {@code directory} that {@code key} signs. */
  public LogVerifier(Path directory, VerifierKey key) {
    this.directory = directory;
    this.key = key;
  }

  /** Verifies all of it. */
  public LogVerification verify() {
    return verify(Optional.empty());
  }

  /**
   * Verifies what came after an earlier checkpoint, and that the log goes on from it; what is
   * before, is vouched for by that checkpoint.
   */
  public LogVerification verifySince(VerifiedCheckpoint earlier) {
    return verify(Optional.of(earlier));
  }

  private LogVerification verify(Optional<VerifiedCheckpoint> earlier) {
    Optional<VerifiedCheckpoint> since = earlier;
    long keptFrom = 0;
    boolean complete = false;
    for (int attempt = 0; attempt < ATTEMPTS && !complete && findings.isEmpty(); attempt++) {
      Optional<VerifiedCheckpoint> checkpoint = checkpoint();
      if (checkpoint.isEmpty()) {
        break;
      }
      TileCheck tiles = new TileCheck(directory, checkpoint.get(), since, findings);
      tiles.run();
      published = checkpoint.get().size();
      examined += tiles.examined();
      keptFrom = tiles.keptFrom();
      JournalCheck journal =
          new JournalCheck(directory, key, checkpoint.get(), tiles.frontier(), findings);
      complete = !findings.isEmpty() || journal.run();
      examined += journal.examined();
      verified = Optional.of(journal.last());
      since = checkpoint;
    }
    checkIndex();
    return new LogVerification(verified, published, keptFrom, examined, findings);
  }

  private void checkIndex() {
    IndexSeal seal = new IndexSeal(directory);
    try {
      if (seal.isThere()) {
        seal.broken(key).ifPresent(why -> findings.add(new Finding("index", "index.sqlite", why)));
      }
    } catch (IOException e) {
      findings.add(new Finding("index", "index.sqlite", "can't be read: " + e));
    }
  }

  private Optional<VerifiedCheckpoint> checkpoint() {
    try {
      String text =
          Files.readString(directory.resolve(LogFiles.CHECKPOINT), StandardCharsets.UTF_8);
      VerifiedCheckpoint checkpoint = VerifiedCheckpoint.verify(text, key);
      if (checkpoint.note().signatures().size() != 1) {
        throw new IOException("signed by others than the log");
      }
      return Optional.of(checkpoint);
    } catch (IOException | NoteException e) {
      findings.add(
          new Finding("checkpoint", LogFiles.CHECKPOINT, "does not hold: " + e.getMessage()));
      return Optional.empty();
    }
  }
}
