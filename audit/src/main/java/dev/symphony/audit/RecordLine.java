package dev.symphony.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One record as an entry of the log, one line of JSON: {@code seq} and {@code time} are numbers,
 * {@code type}, {@code subject} and {@code outcome} follow, then the fields, all texts.
 */
final class RecordLine {
  private static final JsonFactory JSON =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private RecordLine() {}

  static byte[] write(AuditRecord record) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("seq", record.sequence());
      json.writeNumberField("time", record.epochMillis());
      json.writeStringField("type", record.type().id());
      json.writeStringField("subject", record.subject());
      json.writeStringField("outcome", record.outcome().id());
      for (Map.Entry<String, String> field : record.fields().entrySet()) {
        json.writeStringField(field.getKey(), field.getValue());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a byte array takes everything", e);
    }
    return out.toByteArray();
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
