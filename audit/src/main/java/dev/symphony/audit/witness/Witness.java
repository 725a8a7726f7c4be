package dev.symphony.audit.witness;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.LogFiles;
import dev.symphony.audit.merkle.MerkleTree;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.SignedNote;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.note.VerifierKey;
import dev.symphony.audit.tile.TileReader;
import dev.symphony.audit.tile.TileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Remembers the last checkpoint that it saw of each log, and signs a later one only when the log
 * proves that it goes on from there. What it has signed, it never contradicts.
 */
public final class Witness {
  private final Path memory;
  private final SignerKey key;

  /**
   * A witness.
   *
   * @param memory the directory that keeps what was seen
   * @param key signs
   */
  public Witness(Path memory, SignerKey key) {
    this.memory = memory;
    this.key = key;
  }

  /**
   * Looks at a log.
   *
   * @param log a directory with its checkpoint and tiles, possibly a copy
   * @param logKey the public key of the log
   * @param epochSeconds the time
   * @throws AuditLogException {@code audit-checkpoint} when the checkpoint is not the log's, {@code
   *     audit-witness-memory} when what was seen can't be kept
   */
  public Sighting look(Path log, VerifierKey logKey, long epochSeconds) throws AuditLogException {
    VerifiedCheckpoint now = read(log.resolve(LogFiles.CHECKPOINT), logKey, "audit-checkpoint");
    Path kept = memory.resolve(logKey.id().toHex() + ".checkpoint");
    Optional<VerifiedCheckpoint> seen =
        Files.exists(kept)
            ? Optional.of(read(kept, logKey, "audit-witness-memory"))
            : Optional.empty();
    try {
      Optional<Sighting> objection = objection(log, seen, now);
      if (objection.isPresent()) {
        return objection.get();
      }
    } catch (UncheckedIOException e) {
      return new Sighting.Damaged(now, String.valueOf(e.getMessage()));
    }
    keep(kept, now);
    SignedNote cosigned = now.note().with(key.sign(now.note().body(), epochSeconds));
    return new Sighting.Consistent(
        cosigned, seen.map(VerifiedCheckpoint::size).orElse(0L), now.size());
  }

  private static Optional<Sighting> objection(
      Path log, Optional<VerifiedCheckpoint> seen, VerifiedCheckpoint now) {
    MerkleTree tree = new MerkleTree(new TileReader(log, now.size()), now.size());
    if (!tree.root().equals(now.root())) {
      return Optional.of(new Sighting.Damaged(now, "the tiles do not have the signed root"));
    }
    if (seen.isEmpty() || seen.get().size() == 0) {
      return Optional.empty();
    }
    VerifiedCheckpoint before = seen.get();
    if (before.size() > now.size()) {
      return Optional.of(new Sighting.RolledBack(before, now));
    }
    return tree.consistency(before.size()).provesGrowth(before.root(), now.root())
        ? Optional.empty()
        : Optional.of(new Sighting.Forked(before, now));
  }

  private void keep(Path kept, VerifiedCheckpoint now) throws AuditLogException {
    try {
      Files.createDirectories(memory);
      new TileWriter(memory)
          .replace(
              String.valueOf(kept.getFileName()),
              now.note().toString().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AuditLogException(
          "audit-witness-memory", "what was seen can't be kept in " + memory + ": " + e, e);
    }
  }

  private static VerifiedCheckpoint read(Path file, VerifierKey key, String code)
      throws AuditLogException {
    try {
      return VerifiedCheckpoint.verify(Files.readString(file, StandardCharsets.UTF_8), key);
    } catch (IOException | NoteException e) {
      throw new AuditLogException(
          code, file + " is no checkpoint of " + key.name() + ": " + e.getMessage(), e);
    }
  }
}
