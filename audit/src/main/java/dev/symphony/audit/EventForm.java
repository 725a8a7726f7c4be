package dev.symphony.audit;

import dev.symphony.audit.AuditRecord.Outcome;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.grant.Grant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The form in which events enter the log. Of a resource that is a URL, the query, the fragment and
 * the user part stay out, because people put secrets there; no text is longer than 1,024
 * characters. Where something of a resource is left out, the record says {@code shortened}.
 */
final class EventForm {
  private static final int MAX_TEXT = 1_024;
  private static final int GATE_CUTS_AT = 512;
  private static final int MOST_BLOCKS = 8;

  private EventForm() {}

  static AuditRecord record(long sequence, AuditEvent event) {
    long at = event.epochMillis();
    return switch (event) {
      case AuditEvent.Granted e ->
          of(
              sequence,
              at,
              AuditRecord.Type.GRANTED,
              Outcome.CHANGED,
              e.grant(),
              granted(e.grant()));
      case AuditEvent.Revoked e ->
          of(
              sequence,
              at,
              AuditRecord.Type.REVOKED,
              Outcome.CHANGED,
              e.grant(),
              with(new TreeMap<>(), "ended", Integer.toString(e.ended())));
      case AuditEvent.Called e ->
          of(
              sequence,
              at,
              AuditRecord.Type.CALLED,
              Outcome.ALLOWED,
              e.grant(),
              call(e.grant(), e.operation(), e.resource()));
      case AuditEvent.Counted e ->
          of(
              sequence,
              at,
              AuditRecord.Type.COUNTED,
              Outcome.ALLOWED,
              e.grant(),
              with(new TreeMap<>(), "calls", Long.toString(e.calls())));
      case AuditEvent.CallFailed e ->
          of(
              sequence,
              at,
              AuditRecord.Type.CALL_FAILED,
              Outcome.FAILED,
              e.grant(),
              with(call(e.grant(), e.operation(), ""), "code", e.code()));
      case AuditEvent.Refused e ->
          of(
              sequence,
              at,
              AuditRecord.Type.REFUSED,
              Outcome.REFUSED,
              e.grant(),
              with(call(e.grant(), e.operation(), e.resource()), "code", e.reason().code()));
      case AuditEvent.ForgedHandle e ->
          new AuditRecord(
              sequence,
              at,
              AuditRecord.Type.FORGED_HANDLE,
              cut(e.caller().name()),
              Outcome.REFUSED,
              Map.of("handle", Long.toHexString(e.handle()), "code", "denied-unknown-handle"));
      case AuditEvent.TokenRefused e ->
          new AuditRecord(
              sequence,
              at,
              AuditRecord.Type.TOKEN_REFUSED,
              cut(e.presenter().name()),
              Outcome.REFUSED,
              Map.of("code", cut(e.code())));
      case AuditEvent.TokenAdmitted e ->
          of(
              sequence,
              at,
              AuditRecord.Type.TOKEN_ADMITTED,
              Outcome.CHANGED,
              e.grant(),
              blocks(e.blocks()));
      case AuditEvent.Lifecycle e ->
          new AuditRecord(
              sequence,
              at,
              AuditRecord.Type.LIFECYCLE,
              cut(e.extension()),
              Outcome.CHANGED,
              Map.of("from", cut(e.from()), "to", cut(e.to())));
      case AuditEvent.GuestStopped e ->
          new AuditRecord(
              sequence,
              at,
              AuditRecord.Type.GUEST_STOPPED,
              cut(e.guest().name()),
              Outcome.FAILED,
              Map.of("stopped", cut(e.outcome()), "code", cut(e.code())));
      case AuditEvent.Decided e ->
          new AuditRecord(
              sequence,
              at,
              AuditRecord.Type.DECIDED,
              cut(e.subject()),
              e.decision().endsWith("refused") ? Outcome.REFUSED : Outcome.CHANGED,
              Map.of(
                  "who", cut(e.who()), "decision", cut(e.decision()), "detail", cut(e.detail())));
    };
  }

  /** The record that the log writes about itself after a repair. */
  static AuditRecord repaired(long sequence, long epochMillis, long removedBytes) {
    return own(
        AuditRecord.Type.LOG_REPAIRED,
        sequence,
        epochMillis,
        Map.of("removedBytes", Long.toString(removedBytes)));
  }

  /** The record that the log begins a run of a kernel with. */
  static AuditRecord opened(long sequence, long epochMillis) {
    return own(AuditRecord.Type.LOG_OPENED, sequence, epochMillis, Map.of());
  }

  /** The record that the log writes before it lets go of the entries before {@code index}. */
  static AuditRecord pruned(long sequence, long epochMillis, long index) {
    return own(
        AuditRecord.Type.LOG_PRUNED, sequence, epochMillis, Map.of("before", Long.toString(index)));
  }

  private static AuditRecord own(
      AuditRecord.Type type, long sequence, long epochMillis, Map<String, String> fields) {
    return new AuditRecord(sequence, epochMillis, type, "", Outcome.CHANGED, fields);
  }

  private static AuditRecord of(
      long sequence,
      long epochMillis,
      AuditRecord.Type type,
      Outcome outcome,
      Grant grant,
      SortedMap<String, String> fields) {
    fields.put("grant", grant.id().toString());
    fields.put("service", grant.right().service());
    return new AuditRecord(
        sequence, epochMillis, type, cut(grant.holder().name()), outcome, fields);
  }

  private static SortedMap<String, String> granted(Grant grant) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("right", cut(grant.right().toString()));
    grant.parent().ifPresent(parent -> fields.put("parent", parent.id().toString()));
    return fields;
  }

  private static SortedMap<String, String> call(Grant grant, int operation, String resource) {
    SortedMap<String, String> fields = new TreeMap<>();
    fields.put("operation", operation(grant, operation));
    if (!resource.isEmpty()) {
      String shown = cut(withoutSecrets(resource));
      fields.put("resource", shown);
      if (!shown.equals(resource) || resource.length() >= GATE_CUTS_AT) {
        fields.put("shortened", "yes");
      }
    }
    return fields;
  }

  private static SortedMap<String, String> blocks(List<String> texts) {
    SortedMap<String, String> fields = new TreeMap<>();
    for (int i = 0; i < Math.min(texts.size(), MOST_BLOCKS); i++) {
      fields.put("block" + i, cut(texts.get(i)));
    }
    fields.put("blocks", Integer.toString(texts.size()));
    return fields;
  }

  private static SortedMap<String, String> with(
      SortedMap<String, String> fields, String name, String value) {
    fields.put(name, cut(value));
    return fields;
  }

  private static String operation(Grant grant, int index) {
    var operations = grant.target().declaration().operations();
    return index >= 0 && index < operations.size() ? operations.get(index).name() : "#" + index;
  }

  private static String withoutSecrets(String resource) {
    int scheme = resource.indexOf("://");
    if (scheme < 0) {
      return resource;
    }
    String shown = resource.replaceFirst("[?#].*", "");
    int host = scheme + 3;
    int path = shown.indexOf('/', host);
    int user = shown.lastIndexOf('@', path < 0 ? shown.length() : path);
    return user < host ? shown : shown.substring(0, host) + shown.substring(user + 1);
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }
}
