package dev.symphony.kernel.audit;

/**
 * Where the kernel tells what happens. An implementation returns quickly, keeps the order of the
 * events of one thread, and does not throw: what it can't keep, it reports by its own means.
 */
public interface AuditPort {
  /** Takes an event in. */
  void record(AuditEvent event);
}
