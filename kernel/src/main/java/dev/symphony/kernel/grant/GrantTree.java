package dev.symphony.kernel.grant;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.service.ServiceObject;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The derivation tree of all live grants. Deriving narrows, never widens; revoking a grant takes
 * everything derived from it along, and when it returns no call passes any of them any more.
 */
public final class GrantTree {
  private final KernelClock clock;
  private final AuditPort audit;
  private final Continuity continuity;
  private final Map<GrantId, Grant> carried = new ConcurrentHashMap<>();
  private final Object lock = new Object();
  private @Nullable Grant firstRoot;

  /** An empty tree. */
  public GrantTree(KernelClock clock, AuditPort audit, Continuity continuity) {
    this.clock = clock;
    this.audit = audit;
    this.continuity = continuity;
  }

  /** An empty tree whose grants are not carried by tokens that outlive it. */
  public GrantTree(KernelClock clock, AuditPort audit) {
    this(clock, audit, Continuity.ofOneRun());
  }

  /** What was revoked for good. */
  public RevocationLog revocations() {
    return continuity.revocations();
  }

  /** Makes a root grant: authority out of nothing, which only the owner of the kernel may order. */
  public Grant mintRoot(Holder holder, Right right, ServiceObject target, AuditDetail detail) {
    return mintRoot(nextId(), holder, right, target, detail);
  }

  private Grant mintRoot(
      GrantId id, Holder holder, Right right, ServiceObject target, AuditDetail detail) {
    CompiledRight compiled = CompiledRight.ofRoot(right, target.declaration(), clock);
    Grant grant = new Grant(id, holder, right, target, detail, Optional.empty(), compiled);
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
    return derive(parent, holder, narrower, List.of());
  }

  /** The same, under further conditions. */
  public Optional<Grant> derive(Grant parent, Holder holder, Right narrower, List<Guard> guards) {
    return derive(nextId(), parent, holder, narrower, guards);
  }

  private Optional<Grant> derive(
      GrantId id, Grant parent, Holder holder, Right narrower, List<Guard> guards) {
    CompiledRight compiled =
        CompiledRight.of(narrower, parent.target().declaration(), clock).and(guards);
    Grant grant =
        new Grant(
            id, holder, narrower, parent.target(), parent.detail(), Optional.of(parent), compiled);
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
   * Notes that tokens carry a grant, so that its revocation and that of its ancestors is recorded
   * for good.
   */
  public void carry(Grant grant) {
    for (Grant next = grant; next != null; next = next.parent().orElse(null)) {
      carried.put(next.id(), next);
      next.markCarried();
    }
    if (grant.isRevoked()) {
      throw new IllegalStateException(grant + " has been revoked");
    }
  }

  /** The live grant of this number that tokens carry, if it is known here. */
  public Optional<Grant> carried(GrantId id) {
    return Optional.ofNullable(carried.get(id));
  }

  /**
   * Makes a grant that a token carries live again, under its old number.
   *
   * @return the grant, or nothing when the parent has been revoked
   */
  public Optional<Grant> restore(
      GrantId id, Optional<Grant> parent, Right right, ServiceObject target) {
    Holder bearer = new Holder("token of " + id);
    Optional<Grant> grant =
        parent.isPresent()
            ? derive(id, parent.get(), bearer, right, List.of())
            : Optional.of(mintRoot(id, bearer, right, target, AuditDetail.EACH_CALL));
    grant.ifPresent(this::carry);
    return grant;
  }

  /**
   * Revokes {@code grant} and all its descendants. Where tokens carry the grant, the revocation is
   * on record when this returns.
   *
   * @return how many grants ended, 0 when it had been revoked before
   * @throws RevocationNotDurableException when it is effective, but not on record
   */
  public int revoke(Grant grant) {
    int ended = end(grant);
    if (ended > 0) {
      audit.record(new AuditEvent.Revoked(clock.epochMillis(), grant, ended));
    }
    if (grant.isCarried() && !revocations().isRevoked(new Revocation.OfGrant(grant.id()))) {
      revocations().record(List.of(new Revocation.OfGrant(grant.id())));
    }
    return ended;
  }

  /**
   * Revokes a grant by its number, known here or not: tokens that carry it, or anything derived
   * from it, are worth nothing from now on.
   *
   * @return how many live grants ended
   * @throws RevocationNotDurableException when it is effective, but not on record
   */
  public int revoke(GrantId id) {
    revocations().record(List.of(new Revocation.OfGrant(id)));
    return carried(id).map(this::revoke).orElse(0);
  }

  private int end(Grant grant) {
    synchronized (lock) {
      if (grant.isRevoked()) {
        return 0;
      }
      int ended = markSubtree(grant);
      unlink(grant);
      return ended;
    }
  }

  /** Walks the links without a memory of its own; the marks are visible when the lock is free. */
  private int markSubtree(Grant top) {
    int ended = 0;
    for (Grant grant = top; grant != null; grant = successor(grant, top)) {
      grant.markRevoked();
      reportCount(grant);
      ended++;
    }
    VarHandle.fullFence();
    return ended;
  }

  private static @Nullable Grant successor(Grant grant, Grant top) {
    if (grant.firstChild != null) {
      return grant.firstChild;
    }
    @Nullable Grant up = grant;
    while (up != null && up != top && up.nextSibling == null) {
      up = up.parent;
    }
    return up == null || up == top ? null : up.nextSibling;
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
    long calls = grant.hasCount() ? grant.takeCount() : 0;
    if (calls > 0) {
      audit.record(new AuditEvent.Counted(clock.epochMillis(), grant, calls));
    }
  }

  private GrantId nextId() {
    return new GrantId(continuity.numbers().getAsLong());
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
    } else if (grant.parent != null) {
      grant.parent.firstChild = next;
    } else {
      firstRoot = next;
    }
    if (next != null) {
      next.previousSibling = previous;
    }
  }
}
