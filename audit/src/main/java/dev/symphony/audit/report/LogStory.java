package dev.symphony.audit.report;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.audit.AuditRecord.Outcome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a log says, by extension. */
public final class LogStory {
  private static final int MOST_DECISIONS = 200;

  private final Map<String, ExtensionUse> extensions = new TreeMap<>();
  private final Map<String, RefusalCount> refusals = new LinkedHashMap<>();
  private final List<AuditRecord> decisions = new ArrayList<>();
  private final long since;
  private long records;
  private long newRefusals;
  private long firstMillis = Long.MAX_VALUE;
  private long lastMillis;

  private LogStory(long since) {
    this.since = since;
  }

  /**
   * Reads a log.
   *
   * @param since the first entry that is new
   */
  public static LogStory of(Path log, long since) throws AuditLogException {
    LogStory story = new LogStory(since);
    new AuditReader(log).read(0, story::take);
    return story;
  }

  private void take(AuditRecord record) {
    records++;
    firstMillis = Math.min(firstMillis, record.epochMillis());
    lastMillis = Math.max(lastMillis, record.epochMillis());
    String who = extension(record.subject());
    if (who.contains("/")) {
      extensions.computeIfAbsent(who, w -> new ExtensionUse()).take(record);
    }
    if (record.outcome() == Outcome.REFUSED) {
      refusal(who, record);
    }
    if (record.type() == AuditRecord.Type.DECIDED || record.type() == AuditRecord.Type.REVOKED) {
      decision(record);
    }
  }

  /** The extension that a holder is a run of: {@code samples/a@1} of {@code samples/a@1#3}. */
  private static String extension(String subject) {
    int number = subject.indexOf('#');
    return number < 0 ? subject : subject.substring(0, number);
  }

  private void refusal(String who, AuditRecord record) {
    String what =
        record.field("service").isEmpty()
            ? record.type().id()
            : record.field("service") + "." + record.field("operation");
    RefusalCount count =
        new RefusalCount(
            who, what, record.field("code"), record.field("resource"), 1, record.epochMillis());
    refusals.merge(who + " " + what + " " + count.code(), count, RefusalCount::and);
    if (record.sequence() >= since) {
      newRefusals++;
    }
  }

  private void decision(AuditRecord record) {
    boolean isOfTheHost =
        record.type() == AuditRecord.Type.REVOKED && record.subject().contains("#");
    if (!isOfTheHost && decisions.size() < MOST_DECISIONS) {
      decisions.add(record);
    }
  }

  /** Each extension that the log names. */
  public Map<String, ExtensionUse> extensions() {
    return extensions;
  }

  /** What was refused, the most frequent first. */
  public List<RefusalCount> refusals() {
    return refusals.values().stream()
        .sorted(Comparator.comparingLong(RefusalCount::times).reversed())
        .toList();
  }

  /** What people decided, and what was revoked other than at the end of a run; oldest first. */
  public List<AuditRecord> decisions() {
    return List.copyOf(decisions);
  }

  /** How many records it has. */
  public long records() {
    return records;
  }

  /** How many refusals are new. */
  public long newRefusals() {
    return newRefusals;
  }

  /** When the first record was made; the largest number when there is none. */
  public long firstMillis() {
    return firstMillis;
  }

  /** When the last record was made. */
  public long lastMillis() {
    return lastMillis;
  }
}
