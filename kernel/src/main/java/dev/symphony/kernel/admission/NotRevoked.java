package dev.symphony.kernel.admission;

import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.grant.Guard;
import dev.symphony.kernel.grant.Revocation;
import dev.symphony.kernel.grant.RevocationLog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Passes while nothing that a token consists of is revoked; asks again only when the log grew. */
final class NotRevoked implements Guard {
  private final List<Revocation> parts;
  private final RevocationLog log;
  private volatile long passedAt;

  NotRevoked(List<Revocation> parts, RevocationLog log) {
    this.parts = List.copyOf(parts);
    this.log = log;
    this.passedAt = log.version() - 1;
  }

  @Override
  public boolean admits(int operation, @Nullable Object[] arguments) {
    long version = log.version();
    if (version == passedAt) {
      return true;
    }
    if (parts.stream().anyMatch(log::isRevoked)) {
      return false;
    }
    passedAt = version;
    return true;
  }

  @Override
  public DenialReason reason() {
    return DenialReason.REVOKED;
  }
}
