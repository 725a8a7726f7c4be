package dev.symphony.host.audit;

import dev.symphony.audit.AuditLogSettings;
import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Quantities;
import dev.symphony.document.Section;
import dev.symphony.document.TomlDocument;
import dev.symphony.host.UserError;
import dev.symphony.kernel.grant.AuditDetail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a home keeps its audit log, as {@code audit.toml} in the home says.
 *
 * @param counted services whose calls are counted per handle and second instead of listed
 * @param keep how long records can be read; their hashes stay for good
 */
public record AuditRules(Set<String> counted, Optional<Duration> keep) {
  /** What holds without a file: the calls that tell nothing are counted, everything is kept. */
  public static final AuditRules DEFAULT =
      new AuditRules(Set.of("clock", "random", "log"), Optional.empty());

  /** The name of the file. */
  public static final String FILE = "audit.toml";

  public AuditRules {
    counted = Set.copyOf(counted);
  }

  /**
   * Reads the rules of a home.
   *
   * @throws UserError {@code audit-rules-syntax} or {@code audit-rules-invalid}, with line and
   *     column
   */
  public static AuditRules of(Path home) throws UserError {
    Path file = home.resolve(FILE);
    try {
      return Files.exists(file)
          ? parse(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)))
          : DEFAULT;
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("home-unusable", file + " can't be read: " + e.getMessage(), e);
    }
  }

  static AuditRules parse(String file, Bytes content) throws DocumentException {
    TomlDocument document = TomlDocument.parse(file, "audit-rules", content);
    Optional<AuditRules> rules = document.attempt(() -> rules(document.root()));
    document.throwIfRejected();
    return rules.orElseThrow();
  }

  private static AuditRules rules(Section root) {
    root.allowOnly("counted", "keep");
    List<String> counted = root.texts("counted");
    return new AuditRules(
        root.keys().contains("counted") ? Set.copyOf(counted) : DEFAULT.counted(),
        root.optionalParsed("keep", Quantities::duration));
  }

  /** How closely the calls of a service are recorded. */
  public AuditDetail detail(String service) {
    return counted.contains(service) ? AuditDetail.COUNTED : AuditDetail.EACH_CALL;
  }

  /** The settings of the log. */
  public AuditLogSettings settings() {
    return keep.map(AuditLogSettings.DEFAULT::keeping).orElse(AuditLogSettings.DEFAULT);
  }
}
