package dev.symphony.kernel.extension;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.guest.Binding;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** An extension at work: a guest with the grants it was endowed with. Closing it revokes them. */
public final class Activation implements AutoCloseable {
  private final Extension extension;
  private final CapabilityTable table;
  private final List<Grant> grants;
  private final List<Binding> bindings;
  private final List<Grant> later = new CopyOnWriteArrayList<>();
  private final List<Grant> lent = new CopyOnWriteArrayList<>();
  private final GuestInstance instance;
  private final GrantTree tree;
  private final KernelClock clock;
  private final AuditPort audit;
  private final Set<RunningInvocation> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  Activation(
      Extension extension,
      CapabilityTable table,
      List<Grant> grants,
      List<Binding> bindings,
      GuestInstance instance,
      GrantTree tree,
      KernelClock clock,
      AuditPort audit) {
    this.extension = extension;
    this.table = table;
    this.grants = List.copyOf(grants);
    this.bindings = List.copyOf(bindings);
    this.instance = instance;
    this.tree = tree;
    this.clock = clock;
    this.audit = audit;
  }

  /** The extension it is an activation of. */
  public Extension extension() {
    return extension;
  }

  /** The grants it was endowed with, in the order of the endowments. */
  public List<Grant> grants() {
    return grants;
  }

  /**
   * Gives the guest more while it runs: a grant derived from {@code source}, reached through what
   * {@code caps} has under {@code binding}. It ends with the activation.
   *
   * @return false when there is no such binding, or the activation has ended
   */
  public boolean extend(String binding, Grant source, Right right) {
    return add(binding, source, right, later);
  }

  /**
   * Lends a right to {@code other}: what this guest has of it, for as long as both run. What was
   * lent to this guest is not lent on.
   *
   * @return false when it has no right to the service, or {@code other} can't take it
   */
  public boolean lend(Activation other, Right right) {
    boolean lends = false;
    for (Grant own : Stream.concat(grants.stream(), later.stream()).toList()) {
      lends |=
          own.right().service().equals(right.service())
              && !own.right().operations().isEmpty()
              && other.add(right.service(), own, right, other.lent);
    }
    return lends;
  }

  private boolean add(String binding, Grant source, Right right, List<Grant> kept) {
    Optional<Binding> named =
        bindings.stream().filter(known -> known.name().equals(binding)).findFirst();
    Optional<Grant> more =
        named.isPresent() ? tree.derive(source, table.holder(), right) : Optional.empty();
    if (named.isEmpty() || more.isEmpty()) {
      return false;
    }
    kept.add(more.get());
    named.get().operations().stream()
        .mapToLong(Binding.BoundOperation::handle)
        .distinct()
        .forEach(handle -> table.extend(handle, more.get()));
    if (closed.get()) {
      tree.revoke(more.get());
      return false;
    }
    return true;
  }

  /** Its own table of handles. */
  public CapabilityTable table() {
    return table;
  }

  /** The walls that really stand around the guest. */
  public IsolationLabel isolation() {
    return instance.isolation();
  }

  /** The process that the guest runs in, when it is not this one. */
  public OptionalLong process() {
    return instance.process();
  }

  /** Starts an invocation; when the extension is draining or closed, the outcome says so. */
  public RunningInvocation invoke(GuestInvocation invocation, GuestLimits limits) {
    if (closed.get() || !extension.isServing()) {
      return new Unavailable(
          new GuestError(
              "extension-not-serving", extension.descriptor().id() + " takes no more calls"));
    }
    RunningInvocation running = instance.invoke(invocation, limits);
    underWay.add(running);
    var _ = running.outcome().whenComplete((result, failure) -> settled(running, result));
    return running;
  }

  private void settled(RunningInvocation running, GuestOutcome result) {
    underWay.remove(running);
    String code =
        switch (result) {
          case GuestOutcome.Completed c -> "";
          case GuestOutcome.Failed f -> f.error().code();
          case GuestOutcome.LimitHit l -> l.limit().code();
          case GuestOutcome.Denied d -> d.error().code();
          case GuestOutcome.Cancelled c -> "cancelled";
          case GuestOutcome.HostFault h -> h.error().code();
        };
    if (!code.isEmpty()) {
      audit.record(
          new AuditEvent.GuestStopped(clock.epochMillis(), table.holder(), result.id(), code));
    }
  }

  /**
   * Waits until no invocation is under way, or until the clock of the kernel shows {@code
   * endNanos}.
   *
   * @return whether it is quiet
   */
  public boolean awaitQuiet(long endNanos) {
    try {
      long left = Math.max(0, endNanos - clock.monotonicNanos());
      CompletableFuture.allOf(
              underWay.stream().map(RunningInvocation::outcome).toArray(CompletableFuture[]::new))
          .get(left, TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends the guest and revokes its grants, and everything that was derived from them. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      grants.forEach(tree::revoke);
      later.forEach(tree::revoke);
      lent.forEach(tree::revoke);
      instance.close();
      extension.deactivated(this);
    }
  }

  private record Unavailable(GuestError error) implements RunningInvocation {
    @Override
    public CompletableFuture<GuestOutcome> outcome() {
      return CompletableFuture.completedFuture(new GuestOutcome.HostFault(error, Usage.NONE));
    }

    @Override
    public void cancel() {}
  }
}
