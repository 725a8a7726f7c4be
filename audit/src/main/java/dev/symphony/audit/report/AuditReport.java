package dev.symphony.audit.report;

import dev.symphony.audit.verify.CallCoverage;
import dev.symphony.audit.verify.LogVerification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that a report tells.
 *
 * @param origin the name of the log
 * @param made when
 * @param verification whether the log is as it was written
 * @param coverage whether every call was covered; nothing when the log is not sound
 * @param story what the log says
 * @param installed the extensions that the home knows
 * @param invariants properties with verdicts; empty when none are stated
 * @param before when the last report was made, if there was one
 * @param changes what is different since then
 */
public record AuditReport(
    String origin,
    Instant made,
    LogVerification verification,
    Optional<CallCoverage> coverage,
    LogStory story,
    List<InstalledExtension> installed,
    List<InvariantVerdict> invariants,
    Optional<String> before,
    List<String> changes) {
  public AuditReport {
    installed = List.copyOf(installed);
    invariants = List.copyOf(invariants);
    changes = List.copyOf(changes);
  }

  /** Whether nothing in it needs somebody's attention at once. */
  public boolean isClean() {
    return verification.isSound()
        && coverage.map(CallCoverage::isCovered).orElse(false)
        && hasAllProved();
  }

  /** Whether every stated property is proved to hold. */
  public boolean hasAllProved() {
    return invariants.stream().allMatch(i -> i.verdict().equals("PROVED"));
  }
}
