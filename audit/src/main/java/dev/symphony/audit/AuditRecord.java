package dev.symphony.audit;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the log keeps of an event: names, numbers and codes, never an argument's content or a
 * result.
 *
 * @param sequence the index of the entry in the log, from 0, without gaps
 * @param epochMillis when it happened
 * @param type what happened
 * @param subject the holder or the extension that it is about; empty for the log itself
 * @param outcome how it came out
 * @param fields what else is known, by name
 */
public record AuditRecord(
    long sequence,
    long epochMillis,
    Type type,
    String subject,
    Outcome outcome,
    Map<String, String> fields) {

  /** What happened. */
  public enum Type {
    GRANTED("granted"),
    REVOKED("revoked"),
    CALLED("called"),
    COUNTED("counted"),
    CALL_FAILED("call-failed"),
    REFUSED("refused"),
    FORGED_HANDLE("forged-handle"),
    TOKEN_REFUSED("token-refused"),
    TOKEN_ADMITTED("token-admitted"),
    LIFECYCLE("lifecycle"),
    GUEST_STOPPED("guest-stopped"),
    DECIDED("decided"),
    /** A kernel began to write: every grant of the one before it has ended. */
    LOG_OPENED("log-opened"),
    /** The entries before an index are kept no longer; their hashes are. */
    LOG_PRUNED("log-pruned"),
    /** The log was opened after a crash, and an incomplete last record was cut off. */
    LOG_REPAIRED("log-repaired");

    private final String id;

    Type(String id) {
      this.id = id;
    }

    /** The name in the log. */
    public String id() {
      return id;
    }

    /** The type with that name, if there is one. */
    public static Optional<Type> named(String id) {
      return Arrays.stream(values()).filter(t -> t.id.equals(id)).findFirst();
    }
  }

  /** How something came out. */
  public enum Outcome {
    /** A call was let through. */
    ALLOWED("allowed"),
    /** The gate refused. */
    REFUSED("refused"),
    /** A service or a guest failed. */
    FAILED("failed"),
    /** Authority or a state changed. */
    CHANGED("changed");

    private final String id;

    Outcome(String id) {
      this.id = id;
    }

    /** The name in the log and in filters. */
    public String id() {
      return id;
    }

    /** The outcome with that name, if there is one. */
    public static Optional<Outcome> named(String id) {
      return Arrays.stream(values()).filter(o -> o.id.equals(id)).findFirst();
    }
  }

  public AuditRecord {
    fields = Collections.unmodifiableMap(new TreeMap<>(fields));
  }

  /** Reads an entry of a log; nothing when it is no record. */
  public static Optional<AuditRecord> parse(byte[] entry) {
    return RecordLine.parse(entry);
  }

  /** The entry that stands for it in the log, one line of JSON. */
  public byte[] entry() {
    return RecordLine.write(this);
  }

  /** The field called {@code name}, or an empty text. */
  public String field(String name) {
    return fields.getOrDefault(name, "");
  }
}
