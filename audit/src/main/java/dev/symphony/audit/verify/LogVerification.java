package dev.symphony.audit.verify;

import dev.symphony.audit.note.VerifiedCheckpoint;
import java.util.List;
import java.util.Optional;

/**
 * What verifying a log came to.
 *
 * @param checkpoint the signed state that was verified, tiles and journal together; nothing when
 *     there is none to begin with
 * @param published how many entries are in tiles
 * @param keptFrom the index of the first entry whose content is still there
 * @param examined how many entries were read and hashed
 * @param findings what is wrong; empty when the log is sound
 */
public record LogVerification(
    Optional<VerifiedCheckpoint> checkpoint,
    long published,
    long keptFrom,
    long examined,
    List<Finding> findings) {
  public LogVerification {
    findings = List.copyOf(findings);
  }

  /** Whether every byte is as the log's key signed it. */
  public boolean isSound() {
    return checkpoint.isPresent() && findings.isEmpty();
  }

  /** How many entries the log has. */
  public long size() {
    return checkpoint.map(VerifiedCheckpoint::size).orElse(0L);
  }
}
