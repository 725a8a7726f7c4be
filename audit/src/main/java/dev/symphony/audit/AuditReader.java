package dev.symphony.audit;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads an audit log, also one that is being written. */
public final class AuditReader {
  private static final int MAX_LINE = 1 << 20;

  private final Path directory;

  /** A reader of the log in {@code directory}. */
  public AuditReader(Path directory) {
    this.directory = directory;
  }

  /**
   * Passes the records that {@code filter} admits to {@code reader}, oldest first. An incomplete
   * last line is what a writer is about to write, and is left out.
   *
   * @throws AuditLogException with the code {@code audit-corrupt} when a record is missing or
   *     damaged, {@code audit-unreadable} when the files cannot be read
   */
  public void read(AuditFilter filter, Consumer<AuditRecord> reader) throws AuditLogException {
    try {
      List<Path> segments = Files.isDirectory(directory) ? Segments.list(directory) : List.of();
      long next = segments.isEmpty() ? 1 : Segments.firstSequence(segments.getFirst());
      for (Path segment : segments) {
        if (Segments.firstSequence(segment) != next) {
          throw corrupt(segment, next);
        }
        next = read(segment, next, filter, reader);
      }
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

  private static long read(
      Path segment, long first, AuditFilter filter, Consumer<AuditRecord> reader)
      throws IOException, AuditLogException {
    long next = first;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(segment), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.write(b);
        } else {
          AuditRecord record = parse(segment, next, line);
          next++;
          line.reset();
          if (filter.admits(record)) {
            reader.accept(record);
          }
        }
        if (line.size() > MAX_LINE) {
          throw corrupt(segment, next);
        }
      }
    }
    return next;
  }

  private static AuditRecord parse(Path segment, long sequence, ByteArrayOutputStream line)
      throws AuditLogException {
    Optional<AuditRecord> record = RecordLine.parse(line.toByteArray(), 0, line.size());
    if (record.isEmpty() || record.get().sequence() != sequence) {
      throw corrupt(segment, sequence);
    }
    return record.get();
  }

  private static AuditLogException corrupt(Path segment, long sequence) {
    return new AuditLogException(
        "audit-corrupt", segment + " is damaged: record " + sequence + " is not there");
  }
}
