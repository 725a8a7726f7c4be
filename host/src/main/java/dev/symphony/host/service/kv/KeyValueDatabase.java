package dev.symphony.host.service.kv;

import dev.symphony.kernel.service.ServiceFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * The values of all extensions of one home, in a SQLite file with a write-ahead log: each change
 * happens whole or not at all, and has reached the disk when the call returns.
 */
public final class KeyValueDatabase implements AutoCloseable {
  private static final int PAGE_BYTES = 4096;

  private final Connection connection;
  private final KeyValueLimits limits;

  private KeyValueDatabase(Connection connection, KeyValueLimits limits) {
    this.connection = connection;
    this.limits = limits;
  }

  /**
   * Opens a database, made when it is missing.
   *
   * @throws SQLException when the file is not a database, or can't be written
   */
  public static KeyValueDatabase open(Path file, KeyValueLimits limits) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(5000);
    config.setPageSize(PAGE_BYTES);
    config.setMaxPageCount((int) (limits.maxDatabaseBytes() / PAGE_BYTES));
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS entries (
            extension TEXT NOT NULL, key TEXT NOT NULL, value BLOB NOT NULL,
            PRIMARY KEY (extension, key)) STRICT\
          """);
      return new KeyValueDatabase(connection, limits);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The values of the extension {@code name}. */
  public KeyValueService forExtension(String name) {
    return new ExtensionKeyValue(this, name, limits);
  }

  synchronized Optional<byte[]> get(String extension, String key) {
    try (PreparedStatement query =
        prepare("SELECT value FROM entries WHERE extension = ? AND key = ?", extension, key)) {
      ResultSet row = query.executeQuery();
      return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  synchronized void put(String extension, String key, byte[] value) {
    requireRoom(extension, key, value.length);
    try (PreparedStatement change =
        prepare("INSERT OR REPLACE INTO entries VALUES (?, ?, ?)", extension, key)) {
      change.setBytes(3, value);
      change.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void requireRoom(String extension, String key, long size) {
    String others =
        "SELECT COUNT(*), COALESCE(SUM(OCTET_LENGTH(key) + OCTET_LENGTH(value)), 0)"
            + " FROM entries WHERE extension = ? AND key <> ?";
    try (PreparedStatement query = prepare(others, extension, key)) {
      ResultSet row = query.executeQuery();
      if (row.getLong(1) >= limits.maxKeys()
          || row.getLong(2) + key.length() + size > limits.maxExtensionBytes()) {
        throw full();
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  synchronized void delete(String extension, String key) {
    try (PreparedStatement change =
        prepare("DELETE FROM entries WHERE extension = ? AND key = ?", extension, key)) {
      change.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  synchronized List<String> list(String extension, String prefix) {
    String keys =
        "SELECT key FROM entries WHERE extension = ?1 AND substr(key, 1, length(?2)) = ?2"
            + " ORDER BY key";
    try (PreparedStatement query = prepare(keys, extension, prefix)) {
      ResultSet rows = query.executeQuery();
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private PreparedStatement prepare(String sql, String first, String second) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setString(1, first);
    statement.setString(2, second);
    return statement;
  }

  private static RuntimeException failure(SQLException cause) {
    return cause.getErrorCode() == SQLiteErrorCode.SQLITE_FULL.code
        ? full()
        : new IllegalStateException("the database of kept values failed", cause);
  }

  private static ServiceFailure full() {
    return new ServiceFailure("kv-full", "there is no room for the value");
  }

  @Override
  public synchronized void close() throws SQLException {
    connection.close();
  }
}
