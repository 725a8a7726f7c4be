package dev.symphony.audit.report;

import dev.symphony.audit.AuditRecord;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the log says of one extension: what it was granted, and what it used of that. */
public final class ExtensionUse {
  private final Map<String, Right> granted = new TreeMap<>();
  private final Map<String, Long> used = new TreeMap<>();
  private long failures;
  private long stops;

  ExtensionUse() {}

  void take(AuditRecord record) {
    switch (record.type()) {
      case GRANTED -> right(record).ifPresent(r -> granted.put(r.toString(), r));
      case CALLED -> count(record.field("service") + "." + record.field("operation"), 1);
      case COUNTED -> count(record.field("service"), Long.parseLong(record.field("calls")));
      case CALL_FAILED -> failures++;
      case GUEST_STOPPED -> stops++;
      default -> {}
    }
  }

  private static Optional<Right> right(AuditRecord record) {
    try {
      Right right = Right.parse(record.field("right"));
      return right.operations().isEmpty() ? Optional.empty() : Optional.of(right);
    } catch (RightSyntaxException e) {
      return Optional.empty();
    }
  }

  private void count(String what, long calls) {
    used.merge(what, calls, Long::sum);
  }

  /** The rights it was granted, as text. */
  public List<String> granted() {
    return List.copyOf(granted.keySet());
  }

  /** How often each operation was called; where calls are counted, how often the service was. */
  public Map<String, Long> used() {
    return Map.copyOf(used);
  }

  /** The operations that it was granted and never called. */
  public List<String> unused() {
    Set<String> unused = new TreeSet<>();
    for (Right right : granted.values()) {
      for (String operation : right.operations()) {
        if (!isUsed(right.service(), operation)) {
          unused.add(right.service() + "." + operation);
        }
      }
    }
    return new ArrayList<>(unused);
  }

  private boolean isUsed(String service, String operation) {
    return used.containsKey(service)
        || used.containsKey(service + "." + operation)
        || (operation.equals(Right.EVERY_OPERATION)
            && used.keySet().stream().anyMatch(u -> u.startsWith(service + ".")));
  }

  /** How many of its calls failed in a service. */
  public long failures() {
    return failures;
  }

  /** How often it was stopped. */
  public long stops() {
    return stops;
  }
}
