package dev.symphony.kernel.grant;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.service.ServiceObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The derivation tree of all live grants. Deriving narrows, never widens; revoking a grant takes
 * everything derived from it along, and when it returns no call passes any of them any more.
 */
public final class GrantTree {
  private final KernelClock clock;
  private final AuditPort audit;
  private final AtomicLong lastId = new AtomicLong();
  private final Object lock = new Object();
  private @Nullable Grant firstRoot;

  /** An empty tree. */
  public GrantTree(KernelClock clock, AuditPort audit) {
    this.clock = clock;
    this.audit = audit;
  }

  /** Makes a root grant: authority out of nothing, which only the owner of the kernel may order. */
  public Grant mintRoot(Holder holder, Right right, ServiceObject target, AuditDetail detail) {
    CompiledRight compiled = CompiledRight.of(right, target.declaration(), clock);
    Grant grant = new Grant(nextId(), holder, right, target, detail, Optional.empty(), compiled);
    synchronized (lock) {
      firstRoot = link(grant, firstRoot);
    }
    audit.record(new AuditEvent.Granted(clock.epochMillis(), grant));
    return grant;
  }

  /**
   * Makes a grant for {@code holder} that allows what both {@code parent} and {@code narrower}
   * allow; quotas are used up together with the parent's.
   *
   * @return the grant, or nothing when the parent has been revoked
   */
  public Optional<Grant> derive(Grant parent, Holder holder, Right narrower) {
    CompiledRight compiled = CompiledRight.of(narrower, parent.target().declaration(), clock);
    Grant grant =
        new Grant(
            nextId(),
            holder,
            narrower,
            parent.target(),
            parent.detail(),
            Optional.of(parent),
            compiled);
    synchronized (lock) {
      if (parent.isRevoked()) {
        return Optional.empty();
      }
      parent.firstChild = link(grant, parent.firstChild);
    }
    audit.record(new AuditEvent.Granted(clock.epochMillis(), grant));
    return Optional.of(grant);
  }

  /**
   * Revokes {@code grant} and all its descendants.
   *
   * @return how many grants ended, 0 when it had been revoked before
   */
  public int revoke(Grant grant) {
    int ended;
    synchronized (lock) {
      if (grant.isRevoked()) {
        return 0;
      }
      ended = markSubtree(grant);
      unlink(grant);
    }
    audit.record(new AuditEvent.Revoked(clock.epochMillis(), grant, ended));
    return ended;
  }

  private int markSubtree(Grant top) {
    Deque<Grant> pending = new ArrayDeque<>();
    pending.push(top);
    int ended = 0;
    while (!pending.isEmpty()) {
      Grant grant = pending.pop();
      grant.markRevoked();
      ended++;
      reportCount(grant);
      for (Grant child = grant.firstChild; child != null; child = child.nextSibling) {
        pending.push(child);
      }
    }
    return ended;
  }

  /** Records the calls of counted grants since the last flush. */
  public void flushCounts() {
    synchronized (lock) {
      Deque<Grant> pending = new ArrayDeque<>();
      for (Grant root = firstRoot; root != null; root = root.nextSibling) {
        pending.push(root);
      }
      while (!pending.isEmpty()) {
        Grant grant = pending.pop();
        reportCount(grant);
        for (Grant child = grant.firstChild; child != null; child = child.nextSibling) {
          pending.push(child);
        }
      }
    }
  }

  private void reportCount(Grant grant) {
    long calls = grant.takeCount();
    if (calls > 0) {
      audit.record(new AuditEvent.Counted(clock.epochMillis(), grant, calls));
    }
  }

  private GrantId nextId() {
    return new GrantId(lastId.incrementAndGet());
  }

  private static Grant link(Grant grant, @Nullable Grant first) {
    grant.nextSibling = first;
    if (first != null) {
      first.previousSibling = grant;
    }
    return grant;
  }

  private void unlink(Grant grant) {
    Grant previous = grant.previousSibling;
    Grant next = grant.nextSibling;
    if (previous != null) {
      previous.nextSibling = next;
    } else if (grant.parent().isPresent()) {
      grant.parent().get().firstChild = next;
    } else {
      firstRoot = next;
    }
    if (next != null) {
      next.previousSibling = previous;
    }
  }
}
