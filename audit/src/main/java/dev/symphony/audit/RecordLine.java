package dev.symphony.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One record as an entry of the log, one line of JSON: {@code seq} and {@code time} are numbers,
 * {@code type}, {@code subject} and {@code outcome} follow, then the fields, all texts.
 */
final class RecordLine {
  private static final JsonFactory JSON = new JsonFactory();

  private RecordLine() {}

  static byte[] write(AuditRecord record) {
    return write(record, new JsonLine());
  }

  static byte[] write(AuditRecord record, JsonLine line) {
    line.begin();
    line.number("seq", record.sequence());
    line.number("time", record.epochMillis());
    line.text("type", record.type().id());
    line.text("subject", record.subject());
    line.text("outcome", record.outcome().id());
    record.fields().forEach(line::text);
    return line.end();
  }

  /** Reads an entry; nothing when it is no record. */
  static Optional<AuditRecord> parse(byte[] bytes) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (!json.nextToken().isScalarValue() || fields.put(name, json.getText()) != null) {
          return Optional.empty();
        }
      }
      if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
        return Optional.empty();
      }
      return record(fields);
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<AuditRecord> record(Map<String, String> fields) {
    long sequence = Long.parseLong(take(fields, "seq"));
    long epochMillis = Long.parseLong(take(fields, "time"));
    Optional<AuditRecord.Type> type = AuditRecord.Type.named(take(fields, "type"));
    Optional<AuditRecord.Outcome> outcome = AuditRecord.Outcome.named(take(fields, "outcome"));
    String subject = take(fields, "subject");
    return type.isPresent() && outcome.isPresent()
        ? Optional.of(
            new AuditRecord(sequence, epochMillis, type.get(), subject, outcome.get(), fields))
        : Optional.empty();
  }

  private static String take(Map<String, String> fields, String name) {
    String value = fields.remove(name);
    return value == null ? "" : value;
  }
}
