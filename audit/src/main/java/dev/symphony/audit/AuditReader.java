package dev.symphony.audit;

import dev.symphony.audit.journal.JournalFiles;
import dev.symphony.audit.journal.JournalFrame;
import dev.symphony.audit.journal.JournalScan;
import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.audit.note.Checkpoint;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.SignedNote;
import dev.symphony.audit.tile.TileReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads an audit log, also one that is being written. It notices what is missing or damaged; who
 * wrote the log, and that nobody wrote it anew, is for {@link dev.symphony.audit.verify} to say.
 */
public final class AuditReader {
  private static final int ATTEMPTS = 20;

  private final Path directory;

  /** A reader of the log in {@code directory}. */
  public AuditReader(Path directory) {
    this.directory = directory;
  }

  /**
   * Passes the records that {@code filter} admits to {@code reader}, oldest first, those left out
   * that are kept no longer.
   *
   * @throws AuditLogException with the code {@code audit-corrupt} when a record is missing or
   *     damaged, {@code audit-unreadable} when the files cannot be read
   */
  public void read(AuditFilter filter, Consumer<AuditRecord> reader) throws AuditLogException {
    read(
        0,
        record -> {
          if (filter.admits(record)) {
            reader.accept(record);
          }
        });
  }

  /**
   * Passes the records from index {@code first} on to {@code reader}.
   *
   * @return the index of the record that will come next
   */
  public long read(long first, Consumer<AuditRecord> reader) throws AuditLogException {
    try {
      long next = first;
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        next = readTiles(next, reader);
        JournalPart journal = journal(next);
        next = deliver(journal.entries(), next, reader);
        if (journal.isComplete()) {
          return next;
        }
      }
      throw new AuditLogException(
          "audit-unreadable", "the log in " + directory + " changes faster than it can be read");
    } catch (UncheckedIOException | NoteException e) {
      throw new AuditLogException(
          "audit-corrupt", "the log in " + directory + " is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new AuditLogException("audit-unreadable", "the audit log cannot be read: " + e, e);
    }
  }

  /** The newest records that {@code filter} admits, at most {@code most} of them, oldest first. */
  public List<AuditRecord> newest(AuditFilter filter, int most) throws AuditLogException {
    Deque<AuditRecord> records = new ArrayDeque<>();
    read(
        filter,
        record -> {
          records.add(record);
          if (records.size() > most) {
            records.remove();
          }
        });
    return new ArrayList<>(records);
  }

  private long readTiles(long first, Consumer<AuditRecord> reader)
      throws IOException, NoteException, AuditLogException {
    TileReader tiles = new TileReader(directory, publishedSize());
    TreeHasher hasher = new TreeHasher();
    long next = Math.max(first, tiles.start(tiles.firstBundle()));
    while (next < tiles.size()) {
      long bundle = tiles.bundleOf(next);
      List<byte[]> entries = tiles.entries(bundle);
      for (int i = 0; i < entries.size(); i++) {
        if (!hasher.leaf(entries.get(i)).equals(tiles.hashes(0, bundle).get(i))) {
          throw corrupt(tiles.start(bundle) + i);
        }
      }
      int skipped = (int) (next - tiles.start(bundle));
      next = deliver(entries.subList(skipped, entries.size()), next, reader);
    }
    return next;
  }

  private long publishedSize() throws IOException, NoteException {
    Path file = directory.resolve(LogFiles.CHECKPOINT);
    return Files.exists(file)
        ? Checkpoint.parse(SignedNote.parse(Files.readString(file, StandardCharsets.UTF_8)).body())
            .size()
        : 0;
  }

  /**
   * What the journals hold beyond the tiles.
   *
   * @param isComplete whether nothing is missing between the tiles and these entries
   */
  private record JournalPart(List<byte[]> entries, boolean isComplete) {}

  private JournalPart journal(long first) throws IOException, NoteException {
    List<byte[]> entries = new ArrayList<>();
    try {
      for (Path journal : JournalFiles.list(directory)) {
        for (JournalFrame frame : JournalScan.of(journal).frames()) {
          long end = Checkpoint.parse(SignedNote.parse(frame.checkpoint()).body()).size();
          long start = end - frame.entries().size();
          long next = first + entries.size();
          if (start > next) {
            return new JournalPart(List.of(), false);
          }
          if (end > next) {
            entries.addAll(frame.entries().subList((int) (next - start), frame.entries().size()));
          }
        }
      }
      return new JournalPart(entries, first + entries.size() >= publishedSize());
    } catch (NoSuchFileException e) {
      return new JournalPart(List.of(), false);
    }
  }

  private static long deliver(List<byte[]> entries, long first, Consumer<AuditRecord> reader)
      throws AuditLogException {
    long next = first;
    for (byte[] entry : entries) {
      AuditRecord record = RecordLine.parse(entry).orElse(null);
      if (record == null || record.sequence() != next) {
        throw corrupt(next);
      }
      reader.accept(record);
      next++;
    }
    return next;
  }

  private static AuditLogException corrupt(long index) {
    return new AuditLogException("audit-corrupt", "record " + index + " is damaged");
  }
}
