package dev.symphony.pit.artifact;

import dev.symphony.pit.content.ContentDigest;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is known about the contents of a store: their names and versions, what they were made from,
 * who read them, and their words. Every change happens whole or not at all.
 */
final class ArtifactIndex implements AutoCloseable {
  private static final String VERSION_COLUMNS =
      "v.at, v.digest, c.size, v.media_type, v.maker, v.name, v.version"
          + " FROM versions v JOIN contents c ON c.digest = v.digest ";
  private static final String FACTS =
      """
      SELECT c.digest, c.size, c.stored, c.last_read, c.reads, c.quality,
        (SELECT COUNT(*) FROM versions v WHERE v.digest = c.digest AND v.version =
          (SELECT MAX(w.version) FROM versions w WHERE w.name = v.name AND w.maker = v.maker)),
        (SELECT COUNT(*) FROM lineage l WHERE l.parent = c.digest),
        c.held, c.training, c.archived
      FROM contents c\
      """;

  private final IndexDatabase database;

  private ArtifactIndex(IndexDatabase database) {
    this.database = database;
  }

  static ArtifactIndex open(Path file) throws IndexException {
    try {
      return new ArtifactIndex(IndexDatabase.open(file));
    } catch (SQLException e) {
      throw new IndexException(e);
    }
  }

  /** Notes that a content was stored; {@code words} are what it can be found by. */
  synchronized ArtifactRecord add(
      Draft draft, ContentDigest digest, long size, String words, Instant now)
      throws IndexException {
    return guarded(() ->
        database.atomically(() -> {
          long millis = now.toEpochMilli();
          database.change(
              "INSERT INTO contents (digest, size, stored, last_read) VALUES (?, ?, ?, ?)"
                  + " ON CONFLICT DO UPDATE SET stored = excluded.stored, archived = 0",
              digest.hex(),
              size,
              millis,
              millis);
          for (ContentDigest parent : draft.from()) {
            if (!parent.equals(digest)) {
              database.change(
                  "INSERT OR IGNORE INTO lineage VALUES (?, ?)", digest.hex(), parent.hex());
            }
          }
          addWords(draft, digest, words);
          return addVersion(draft, digest, millis);
        }));
  }

  private void addWords(Draft draft, ContentDigest digest, String words) throws SQLException {
    database.change(
        "INSERT INTO texts (digest, name, body) SELECT ?1, ?2, ?3 WHERE NOT EXISTS"
            + " (SELECT 1 FROM versions WHERE digest = ?1 AND name = ?2)",
        digest.hex(),
        draft.name(),
        words);
  }

  private ArtifactRecord addVersion(Draft draft, ContentDigest digest, long millis)
      throws SQLException {
    List<ArtifactRecord> latest =
        database.rows(
            ArtifactIndex::version,
            "SELECT "
                + VERSION_COLUMNS
                + "WHERE v.name = ? AND v.maker = ? ORDER BY v.version DESC LIMIT 1",
            draft.name(),
            draft.by());
    if (!latest.isEmpty()
        && latest.getFirst().digest().equals(digest)
        && latest.getFirst().mediaType().equals(draft.mediaType())) {
      database.change(
          "UPDATE versions SET at = ? WHERE name = ? AND maker = ? AND version = ?",
          millis,
          draft.name(),
          draft.by(),
          latest.getFirst().version());
    } else {
      database.change(
          "INSERT INTO versions (name, version, digest, media_type, maker, at)"
              + " VALUES (?, ?, ?, ?, ?, ?)",
          draft.name(),
          latest.isEmpty() ? 1 : latest.getFirst().version() + 1,
          digest.hex(),
          draft.mediaType(),
          draft.by(),
          millis);
    }
    return database
        .rows(
            ArtifactIndex::version,
            "SELECT "
                + VERSION_COLUMNS
                + "WHERE v.name = ? AND v.maker = ? ORDER BY v.version DESC LIMIT 1",
            draft.name(),
            draft.by())
        .getFirst();
  }

  /** Every version, the oldest first. */
  synchronized List<ArtifactRecord> all() throws IndexException {
    return guarded(() ->
        database.rows(ArtifactIndex::version, "SELECT " + VERSION_COLUMNS + "ORDER BY v.at, v.id"));
  }

  /** The versions under a name, the latest first. */
  synchronized List<ArtifactRecord> named(String name) throws IndexException {
    return guarded(() ->
        database.rows(
            ArtifactIndex::version,
            "SELECT " + VERSION_COLUMNS + "WHERE v.name = ? ORDER BY v.at DESC, v.id DESC",
            name));
  }

  /** The versions in which all of {@code words} occur, the best match first. */
  synchronized List<ArtifactRecord> search(String words) throws IndexException {
    String query =
        Arrays.stream(words.trim().split("\\s+", -1))
            .map(word -> '"' + word.replace("\"", "\"\"") + '"')
            .collect(Collectors.joining(" "));
    return guarded(() ->
        database.rows(
            ArtifactIndex::version,
            "SELECT v.at, v.digest, c.size, v.media_type, v.maker, v.name, v.version FROM texts t"
                + " JOIN versions v ON v.digest = t.digest AND v.name = t.name"
                + " JOIN contents c ON c.digest = v.digest WHERE texts MATCH ? ORDER BY rank",
            query));
  }

  /** What a content was made from, or what was made from it. */
  synchronized List<ContentDigest> lineage(ContentDigest digest, Direction direction)
      throws IndexException {
    String sql =
        switch (direction) {
          case PARENTS -> "SELECT parent FROM lineage WHERE child = ? ORDER BY parent";
          case CHILDREN -> "SELECT child FROM lineage WHERE parent = ? ORDER BY child";
        };
    return guarded(
        () -> database.rows(row -> new ContentDigest(row.getString(1)), sql, digest.hex()));
  }

  /** Where a lineage leads. */
  enum Direction {
    PARENTS,
    CHILDREN
  }

  /** Notes that {@code reader} read a content. */
  synchronized void read(ContentDigest digest, String reader, Instant now) throws IndexException {
    long millis = now.toEpochMilli();
    guarded(() ->
        database.atomically(() -> {
          database.change("INSERT INTO reads VALUES (?, ?, ?)", digest.hex(), reader, millis);
          return database.change(
              "UPDATE contents SET reads = reads + 1, last_read = ? WHERE digest = ?",
              millis,
              digest.hex());
        }));
  }

  /** Who read a content, the latest first. */
  synchronized List<ReadRecord> readers(ContentDigest digest) throws IndexException {
    return guarded(() ->
        database.rows(
            row -> new ReadRecord(row.getString(1), Instant.ofEpochMilli(row.getLong(2))),
            "SELECT reader, at FROM reads WHERE digest = ? ORDER BY at DESC, rowid DESC",
            digest.hex()));
  }

  /** Sets a mark of a content; false when there is no such content. */
  synchronized boolean mark(ContentDigest digest, Mark mark, double value) throws IndexException {
    String sql = "UPDATE contents SET " + mark.column() + " = ? WHERE digest = ?";
    Object stored = mark == Mark.QUALITY ? (Object) value : (Object) (long) value;
    return guarded(() -> database.change(sql, stored, digest.hex())) > 0;
  }

  /** What is known about one content. */
  synchronized Optional<ContentFacts> facts(ContentDigest digest) throws IndexException {
    return guarded(
            () -> database.rows(ArtifactIndex::facts, FACTS + " WHERE c.digest = ?", digest.hex()))
        .stream()
        .findFirst();
  }

  /** What is known about every content. */
  synchronized List<ContentFacts> facts() throws IndexException {
    return guarded(() -> database.rows(ArtifactIndex::facts, FACTS + " ORDER BY c.digest"));
  }

  /** Forgets a content with its versions. */
  synchronized void remove(ContentDigest digest) throws IndexException {
    guarded(() ->
        database.atomically(() -> {
          database.change("DELETE FROM texts WHERE digest = ?", digest.hex());
          return database.change("DELETE FROM contents WHERE digest = ?", digest.hex());
        }));
  }

  private static ArtifactRecord version(ResultSet row) throws SQLException {
    return new ArtifactRecord(
        Instant.ofEpochMilli(row.getLong(1)),
        new ContentDigest(row.getString(2)),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7));
  }

  private static ContentFacts facts(ResultSet row) throws SQLException {
    return new ContentFacts(
        new ContentDigest(row.getString(1)),
        row.getLong(2),
        Instant.ofEpochMilli(row.getLong(3)),
        Instant.ofEpochMilli(row.getLong(4)),
        row.getLong(5),
        row.getDouble(6),
        row.getLong(7),
        row.getLong(8),
        row.getBoolean(9),
        row.getBoolean(10),
        row.getBoolean(11));
  }

  private static <T> T guarded(IndexDatabase.Work<T> work) throws IndexException {
    try {
      return work.run();
    } catch (SQLException e) {
      throw new IndexException(e);
    }
  }

  @Override
  public synchronized void close() throws IndexException {
    try {
      database.close();
    } catch (SQLException e) {
      throw new IndexException(e);
    }
  }
}
