package dev.symphony.audit;

import dev.symphony.audit.journal.JournalFiles;
import dev.symphony.audit.journal.JournalFrame;
import dev.symphony.audit.journal.JournalScan;
import dev.symphony.audit.note.Checkpoint;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.tile.TileWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What the next writer does with what the last one left behind: it takes the entries of the journal
 * that are not in tiles yet, keeps what a crash tore off beside the log, and stops at anything that
 * a crash does not explain.
 */
final class LogRecovery {
  private final Path directory;
  private final SignerKey key;
  private long torn;

  LogRecovery(Path directory, SignerKey key) {
    this.directory = directory;
    this.key = key;
  }

  /** How many bytes were torn off. */
  long tornBytes() {
    return torn;
  }

  LogTree recover() throws IOException, AuditLogException {
    List<Path> journals = JournalFiles.list(directory);
    try {
      LogTree tree = published(journals);
      long covered = tree.size();
      for (Path journal : journals) {
        replay(journal, tree, place(journal, journals));
      }
      if (tree.size() > covered) {
        new TileWriter(directory).dropPartialsBeyond(covered);
      }
      return tree;
    } catch (UncheckedIOException | NoteException e) {
      throw corrupt(String.valueOf(e.getMessage()), e);
    }
  }

  private LogTree published(List<Path> journals)
      throws IOException, NoteException, AuditLogException {
    Path file = directory.resolve(LogFiles.CHECKPOINT);
    if (!Files.exists(file)) {
      if (Files.exists(directory.resolve("tile")) || !journals.isEmpty()) {
        throw new AuditLogException(
            "audit-corrupt", directory + " holds a log, but no checkpoint of it");
      }
      LogTree empty = new LogTree(directory, 0);
      publishCheckpoint(empty);
      return empty;
    }
    VerifiedCheckpoint checkpoint =
        VerifiedCheckpoint.verify(Files.readString(file, StandardCharsets.UTF_8), key.verifier());
    LogTree tree = new LogTree(directory, checkpoint.size());
    if (!tree.checkpoint(key.verifier().name()).equals(checkpoint.checkpoint())) {
      throw new AuditLogException("audit-corrupt", "the tiles do not have the root of " + file);
    }
    return tree;
  }

  private void publishCheckpoint(LogTree tree) throws IOException {
    String note = tree.checkpoint(key.verifier().name()).signedBy(key).toString();
    new TileWriter(directory).replace(LogFiles.CHECKPOINT, note.getBytes(StandardCharsets.UTF_8));
  }

  /** Only the last journal can have been written to when a crash came. */
  private enum Place {
    BEFORE_OTHERS,
    LAST
  }

  private static Place place(Path journal, List<Path> journals) {
    return journal.equals(journals.getLast()) ? Place.LAST : Place.BEFORE_OTHERS;
  }

  private void replay(Path journal, LogTree tree, Place place)
      throws IOException, AuditLogException, NoteException {
    byte[] bytes = Files.readAllBytes(journal);
    JournalScan scan = JournalScan.of(bytes);
    for (JournalFrame frame : scan.frames()) {
      replay(frame, tree);
    }
    if (scan.tornBytes() > 0) {
      if (place == Place.BEFORE_OTHERS || !scan.isTornByACrash(tree.size())) {
        throw new AuditLogException(
            "audit-corrupt", journal + " is damaged at byte " + scan.goodBytes());
      }
      torn += scan.tornBytes();
      keep(bytes, scan.goodBytes(), tree.size());
    }
  }

  private void keep(byte[] bytes, int from, long size) throws IOException {
    Path aside = directory.resolve("torn");
    Files.createDirectories(aside);
    Path file = aside.resolve("%020d".formatted(size));
    Files.write(file, Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private void replay(JournalFrame frame, LogTree tree) throws AuditLogException, NoteException {
    Checkpoint checkpoint =
        VerifiedCheckpoint.verify(frame.checkpoint(), key.verifier()).checkpoint();
    if (checkpoint.size() <= tree.size()) {
      return;
    }
    if (checkpoint.size() - frame.entries().size() != tree.size()) {
      throw new AuditLogException(
          "audit-corrupt", "the journal lacks the entries from " + tree.size() + " on");
    }
    frame.entries().forEach(tree::add);
    if (!tree.checkpoint(checkpoint.origin()).equals(checkpoint)) {
      throw new AuditLogException(
          "audit-corrupt", "the journal does not lead to the root that it states");
    }
  }

  private AuditLogException corrupt(String how, Exception cause) {
    return new AuditLogException(
        "audit-corrupt", "the audit log in " + directory + " is damaged: " + how, cause);
  }
}
