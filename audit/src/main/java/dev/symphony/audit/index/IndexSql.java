package dev.symphony.audit.index;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditRecord;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The statements that the index consists of. */
final class IndexSql {
  static final List<String> SCHEMA =
      List.of(
          """
          CREATE TABLE IF NOT EXISTS records (
            seq INTEGER PRIMARY KEY, time INTEGER NOT NULL, type TEXT NOT NULL,
            subject TEXT NOT NULL, outcome TEXT NOT NULL, service TEXT NOT NULL,
            operation TEXT NOT NULL, entry BLOB NOT NULL) STRICT\
          """,
          "CREATE INDEX IF NOT EXISTS by_subject ON records (subject)",
          "CREATE INDEX IF NOT EXISTS by_right ON records (service, operation)",
          "CREATE INDEX IF NOT EXISTS by_outcome ON records (outcome)",
          "CREATE INDEX IF NOT EXISTS by_time ON records (time)");

  static final String INSERT = "INSERT INTO records VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

  private IndexSql() {}

  /** A statement and what its question marks stand for. */
  record Query(String sql, List<Object> values) {}

  static void bind(AuditRecord record, PreparedStatement insert) throws SQLException {
    insert.setLong(1, record.sequence());
    insert.setLong(2, record.epochMillis());
    insert.setString(3, record.type().id());
    insert.setString(4, record.subject());
    insert.setString(5, record.outcome().id());
    insert.setString(6, record.field("service"));
    insert.setString(7, record.field("operation"));
    insert.setBytes(8, record.entry());
  }

  static Query query(AuditFilter filter, int most) {
    StringBuilder sql = new StringBuilder("SELECT entry FROM records WHERE 1");
    List<Object> values = new ArrayList<>();
    filter
        .subject()
        .ifPresent(name -> {
          sql.append(" AND (subject = ? OR (substr(subject, 1, length(?)) = ?")
              .append(" AND substr(subject, length(?) + 1, 1) IN ('@', '#')))");
          values.addAll(List.of(name, name, name, name));
        });
    filter
        .right()
        .ifPresent(right -> {
          int dot = right.indexOf('.');
          sql.append(" AND service = ?");
          values.add(dot < 0 ? right : right.substring(0, dot));
          if (dot >= 0) {
            sql.append(" AND operation = ?");
            values.add(right.substring(dot + 1));
          }
        });
    filter.outcome().ifPresent(outcome -> where(sql, " AND outcome = ?", values, outcome.id()));
    filter.from().ifPresent(t -> where(sql, " AND time >= ?", values, t.toEpochMilli()));
    filter.until().ifPresent(t -> where(sql, " AND time < ?", values, t.toEpochMilli()));
    where(sql, " ORDER BY seq DESC LIMIT ?", values, most);
    return new Query(sql.toString(), values);
  }

  private static void where(
      StringBuilder sql, String condition, List<Object> values, Object value) {
    sql.append(condition);
    values.add(value);
  }
}
