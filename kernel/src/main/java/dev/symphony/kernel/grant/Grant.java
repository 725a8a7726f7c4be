package dev.symphony.kernel.grant;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.gate.DenialReason;
import dev.symphony.kernel.service.ServiceObject;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A right given to a holder over one object: live authority. Only a {@link GrantTree} makes grants;
 * everything a call needs to be checked is compiled into final fields when that happens, what the
 * ancestors demand included, so that a check never walks the tree.
 */
public final class Grant {
  private static final int NO_GUARD = -1;
  private static final VarHandle REVOKED = field("revoked", boolean.class);
  private static final VarHandle UNCOUNTED = field("uncounted", long.class);

  private final GrantId id;
  private final Holder holder;
  private final Right right;
  private final ServiceObject target;
  private final AuditDetail detail;
  final @Nullable Grant parent;
  private final long operations;
  private final Guard[] guards;
  private final Meter[] meters;
  private final boolean countsBytes;

  // Only ever touched through its handle: an object of its own would cost a revocation dear.
  @SuppressWarnings("unused")
  private volatile long uncounted;

  private volatile boolean revoked;
  private volatile boolean carried;

  // The links below belong to the tree and are touched under its lock only.
  @Nullable Grant firstChild;
  @Nullable Grant nextSibling;
  @Nullable Grant previousSibling;

  Grant(
      GrantId id,
      Holder holder,
      Right right,
      ServiceObject target,
      AuditDetail detail,
      Optional<Grant> parent,
      CompiledRight compiled) {
    this.id = id;
    this.holder = holder;
    this.right = right;
    this.target = target;
    this.detail = detail;
    this.parent = parent.orElse(null);
    CompiledRight whole = parent.map(p -> p.compiled().and(compiled)).orElse(compiled);
    this.operations = whole.operations();
    this.guards = whole.guards();
    this.meters = whole.meters();
    this.countsBytes = whole.countsBytes();
  }

  private static VarHandle field(String name, Class<?> type) {
    try {
      return MethodHandles.lookup().findVarHandle(Grant.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private CompiledRight compiled() {
    return new CompiledRight(operations, guards, meters);
  }

  /**
   * Decides on a call: alive, operation granted, every guard content, every meter able to pay. A
   * refused call costs the meters nothing.
   *
   * @return nothing to say when the call may pass, else the reason why not
   */
  public @Nullable DenialReason refusal(int operation, @Nullable Object[] arguments) {
    if (revoked) {
      return DenialReason.REVOKED;
    }
    if (operation < 0 || operation > 63 || (operations >>> operation & 1) == 0) {
      return DenialReason.NOT_GRANTED;
    }
    for (Guard guard : guards) {
      if (!guard.admits(operation, arguments)) {
        return guard.reason();
      }
    }
    int unpaid = meters.length == 0 ? NO_GUARD : firstUnpaid();
    return unpaid == NO_GUARD ? null : meters[unpaid].reason();
  }

  private int firstUnpaid() {
    for (int i = 0; i < meters.length; i++) {
      if (!meters[i].take()) {
        for (int taken = i - 1; taken >= 0; taken--) {
          meters[taken].refund();
        }
        return i;
      }
    }
    return NO_GUARD;
  }

  /** Whether byte quotas want to know how much the calls move. */
  public boolean countsBytes() {
    return countsBytes;
  }

  /** Charges bytes that an admitted call moved to every byte quota. */
  public void charge(long bytes) {
    for (Meter meter : meters) {
      meter.charge(bytes);
    }
  }

  /** Adds one to the calls that no record names yet. */
  public void count() {
    var _ = (long) UNCOUNTED.getAndAdd(this, 1L);
  }

  /** The calls since the last time, as no record names them yet. */
  public long takeCount() {
    return (long) UNCOUNTED.getAndSet(this, 0L);
  }

  boolean hasCount() {
    return (long) UNCOUNTED.get(this) != 0;
  }

  /** Marks without waiting for other processors; the tree sees to that once for all marks. */
  void markRevoked() {
    REVOKED.setRelease(this, true);
  }

  void markCarried() {
    carried = true;
  }

  /** Whether tokens carry it, or something derived from it. */
  public boolean isCarried() {
    return carried;
  }

  /** Whether the grant has been revoked, itself or through an ancestor. */
  public boolean isRevoked() {
    return revoked;
  }

  /** The number of the grant. */
  public GrantId id() {
    return id;
  }

  /** Who holds it. */
  public Holder holder() {
    return holder;
  }

  /** What was asked for when it was made; what the ancestors demand comes on top. */
  public Right right() {
    return right;
  }

  /** The object that its calls reach. */
  public ServiceObject target() {
    return target;
  }

  /** How closely its calls are recorded. */
  public AuditDetail detail() {
    return detail;
  }

  /** The grant it was derived from, if any. */
  public Optional<Grant> parent() {
    return Optional.ofNullable(parent);
  }

  @Override
  public String toString() {
    return id + "[" + right + " for " + holder + "]";
  }
}
