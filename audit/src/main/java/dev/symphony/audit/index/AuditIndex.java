package dev.symphony.audit.index;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** A SQLite file with a row for each record of a log. */
final class AuditIndex implements AutoCloseable {
  private static final int ROWS_PER_BATCH = 10_000;

  private final Connection connection;

  private AuditIndex(Connection connection) {
    this.connection = connection;
  }

  static AuditIndex open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.DELETE);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    Connection connection = config.createConnection("jdbc:sqlite:" + file);
    try (Statement statement = connection.createStatement()) {
      for (String sql : IndexSql.SCHEMA) {
        statement.execute(sql);
      }
      connection.setAutoCommit(false);
      return new AuditIndex(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /** The index of the first record that is not in yet. */
  long next() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COALESCE(MAX(seq) + 1, 0) FROM records")) {
      return row.getLong(1);
    }
  }

  /** Takes in what the log holds beyond what is here. */
  long add(Path log) throws SQLException, AuditLogException {
    try (PreparedStatement insert = connection.prepareStatement(IndexSql.INSERT)) {
      Rows rows = new Rows(insert);
      long next = new AuditReader(log).read(next(), rows::add);
      rows.flush();
      connection.commit();
      return next;
    }
  }

  /** The newest records that the filter admits, oldest first. */
  List<AuditRecord> find(AuditFilter filter, int most) throws SQLException {
    IndexSql.Query query = IndexSql.query(filter, most);
    try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
      for (int i = 0; i < query.values().size(); i++) {
        statement.setObject(i + 1, query.values().get(i));
      }
      List<AuditRecord> records = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          AuditRecord.parse(row.getBytes(1)).ifPresent(records::addFirst);
        }
      }
      return records;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  /** Rows on their way into the file; a failure is kept until the end of a batch. */
  private static final class Rows {
    private final PreparedStatement insert;
    private final List<SQLException> failures = new ArrayList<>();
    private int waiting;

    Rows(PreparedStatement insert) {
      this.insert = insert;
    }

    void add(AuditRecord record) {
      if (!failures.isEmpty()) {
        return;
      }
      try {
        IndexSql.bind(record, insert);
        insert.addBatch();
        waiting++;
        if (waiting == ROWS_PER_BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      } catch (SQLException e) {
        failures.add(e);
      }
    }

    void flush() throws SQLException {
      if (!failures.isEmpty()) {
        throw failures.getFirst();
      }
      insert.executeBatch();
    }
  }
}
