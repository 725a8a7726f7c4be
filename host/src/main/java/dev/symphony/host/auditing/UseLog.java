package dev.symphony.host.auditing;

import dev.symphony.audit.AuditFilter;
import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.policy.change.Suggestion.Observed;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which calls of each extension a log has seen to be let through. */
public final class UseLog {
  private final Map<String, Set<Observed>> calls = new HashMap<>();

  private UseLog() {}

  /**
   * Reads the log in {@code directory}.
   *
   * @throws AuditLogException when it is damaged or can't be read
   */
  public static UseLog read(Path directory) throws AuditLogException {
    UseLog log = new UseLog();
    new AuditReader(directory).read(AuditFilter.ALL, log::take);
    return log;
  }

  private void take(AuditRecord record) {
    observed(record)
        .ifPresent(call ->
            calls
                .computeIfAbsent(
                    record.subject().replaceFirst("@.*", ""), name -> new LinkedHashSet<>())
                .add(call));
  }

  private static Optional<Observed> observed(AuditRecord record) {
    return switch (record.type()) {
      case CALLED ->
          Optional.of(
              new Observed(
                  record.field("service"),
                  record.field("operation"),
                  record.field("shortened").isEmpty() ? record.field("resource") : ""));
      case COUNTED -> Optional.of(new Observed(record.field("service"), "", ""));
      default -> Optional.empty();
    };
  }

  /** The calls of {@code name}, which is {@code publisher/name}. */
  public Set<Observed> of(String name) {
    return calls.getOrDefault(name, Set.of());
  }
}
