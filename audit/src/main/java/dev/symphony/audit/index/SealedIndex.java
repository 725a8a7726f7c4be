package dev.symphony.audit.index;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.note.SignerKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The index of a log beside the log, under a seal: a signed note that states the digest of the
 * file. Without its seal, or with another content than sealed, the index is made anew.
 */
public final class SealedIndex {
  private final Path log;
  private final SignerKey key;

  /** The index of the log in {@code log}, sealed with the key of the log. */
  public SealedIndex(Path log, SignerKey key) {
    this.log = log;
    this.key = key;
  }

  /**
   * What a query found.
   *
   * @param records oldest first
   * @param rebuilt why the index had to be made anew, if it had
   */
  public record Found(List<AuditRecord> records, Optional<String> rebuilt) {
    public Found {
      records = List.copyOf(records);
    }
  }

  /**
   * The newest records that {@code filter} admits.
   *
   * @throws AuditLogException {@code audit-corrupt} when the log is damaged, {@code
   *     audit-index-unwritable} when the index can't be kept
   */
  public Found find(AuditFilter filter, int most) throws AuditLogException {
    try (FileChannel channel =
            FileChannel.open(
                log.resolve("index.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock _ = channel.lock()) {
      IndexSeal seal = new IndexSeal(log);
      Optional<String> broken = seal.broken(key.verifier());
      if (broken.isPresent()) {
        Files.deleteIfExists(seal.index());
      }
      List<AuditRecord> records;
      try (AuditIndex index = AuditIndex.open(seal.index())) {
        index.add(log);
        records = index.find(filter, most);
      }
      seal.set(key);
      return new Found(records, broken.filter(why -> !why.isEmpty()));
    } catch (IOException | SQLException e) {
      throw new AuditLogException(
          "audit-index-unwritable", "the index in " + log + " can't be kept: " + e, e);
    }
  }

  /** The same from a log that is somebody else's: the index is made beside it and thrown away. */
  public static List<AuditRecord> findOnce(Path log, AuditFilter filter, int most)
      throws AuditLogException {
    try {
      Path file = Files.createTempFile("symphony-index", ".sqlite");
      try (AuditIndex index = AuditIndex.open(file)) {
        index.add(log);
        return index.find(filter, most);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | SQLException e) {
      throw new AuditLogException(
          "audit-index-unwritable", "an index of " + log + " can't be made: " + e, e);
    }
  }
}
