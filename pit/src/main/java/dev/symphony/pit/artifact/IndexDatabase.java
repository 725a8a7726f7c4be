package dev.symphony.pit.artifact;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

/**
 * The SQLite file of the index: its tables, and statements against it. For one thread at a time.
 */
final class IndexDatabase implements AutoCloseable {
  private static final List<String> TABLES =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS contents (
            digest TEXT PRIMARY KEY, size INTEGER NOT NULL, stored INTEGER NOT NULL,
            last_read INTEGER NOT NULL, reads INTEGER NOT NULL DEFAULT 0,
            quality REAL NOT NULL DEFAULT 0.5, held INTEGER NOT NULL DEFAULT 0,
            training INTEGER NOT NULL DEFAULT 0, archived INTEGER NOT NULL DEFAULT 0) STRICT\
          """,
          """
          CREATE TABLE IF NOT EXISTS versions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, version INTEGER NOT NULL,
            digest TEXT NOT NULL REFERENCES contents ON DELETE CASCADE, media_type TEXT NOT NULL,
            maker TEXT NOT NULL, at INTEGER NOT NULL, UNIQUE (name, version, maker)) STRICT\
          """,
          "CREATE INDEX IF NOT EXISTS versions_digest ON versions (digest)",
          """
          CREATE TABLE IF NOT EXISTS lineage (
            child TEXT NOT NULL REFERENCES contents ON DELETE CASCADE, parent TEXT NOT NULL,
            PRIMARY KEY (child, parent)) STRICT, WITHOUT ROWID\
          """,
          "CREATE INDEX IF NOT EXISTS lineage_parent ON lineage (parent)",
          """
          CREATE TABLE IF NOT EXISTS reads (
            digest TEXT NOT NULL, reader TEXT NOT NULL, at INTEGER NOT NULL) STRICT\
          """,
          "CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5 (digest UNINDEXED, name, body)");

  private final Connection connection;

  private IndexDatabase(Connection connection) {
    this.connection = connection;
  }

  static IndexDatabase open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5000);
    config.enforceForeignKeys(true);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      return new IndexDatabase(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** Something done against the database. */
  interface Work<T> {
    T run() throws SQLException;
  }

  /** Makes a value of a row. */
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Does {@code work} whole or not at all. */
  <T> T atomically(Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      T result = work.run();
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  int change(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  <T> List<T> rows(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      ResultSet rows = statement.executeQuery();
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int place = 0; place < values.length; place++) {
      statement.setObject(place + 1, values[place]);
    }
    return statement;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
