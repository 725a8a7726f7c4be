package dev.symphony.kernel.grant;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is revoked for the life of a home: a port that an append-only log stands behind. */
public interface RevocationLog {
  /**
   * Records revocations. They are effective when this returns or throws, and durable when it
   * returns.
   *
   * @throws RevocationNotDurableException when they would not survive a restart
   */
  void record(List<Revocation> revocations);

  /** Whether this very thing was revoked. */
  boolean isRevoked(Revocation revocation);

  /** A number that changes whenever something is revoked, so that nobody asks twice in between. */
  long version();

  /** A log that forgets everything with the process, for kernels without a home. */
  static RevocationLog inMemory() {
    Set<Revocation> revoked = ConcurrentHashMap.newKeySet();
    return new RevocationLog() {
      @Override
      public void record(List<Revocation> revocations) {
        revoked.addAll(revocations);
      }

      @Override
      public boolean isRevoked(Revocation revocation) {
        return revoked.contains(revocation);
      }

      @Override
      public long version() {
        return revoked.size();
      }
    };
  }
}
