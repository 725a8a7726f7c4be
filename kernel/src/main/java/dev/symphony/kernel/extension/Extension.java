package dev.symphony.kernel.extension;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** An installed extension: its lifecycle, and the activations that run of it. */
public final class Extension {
  private final ExtensionDescriptor descriptor;
  private final KernelClock clock;
  private final AuditPort audit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Set<Activation> activations = new HashSet<>();
  private LifecycleState state = LifecycleState.DISCOVERED;
  private int starting;
  private long started;

  Extension(ExtensionDescriptor descriptor, KernelClock clock, AuditPort audit) {
    this.descriptor = descriptor;
    this.clock = clock;
    this.audit = audit;
    become(LifecycleState.INSTALLED);
  }

  /** What it is. */
  public ExtensionDescriptor descriptor() {
    return descriptor;
  }

  /** Where it is in its life. */
  public LifecycleState state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  /** The activations that run now. */
  public List<Activation> activations() {
    lock.lock();
    try {
      return List.copyOf(activations);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Announces an activation.
   *
   * @return its number, from 1
   * @throws LifecycleException {@code extension-draining} or {@code extension-removed}
   */
  long beginActivation() throws LifecycleException {
    lock.lock();
    try {
      if (state == LifecycleState.DRAINING || state == LifecycleState.REMOVED) {
        String word = state == LifecycleState.DRAINING ? "draining" : "removed";
        throw new LifecycleException(
            "extension-" + word, descriptor.id() + " is " + word + " and starts nothing new");
      }
      if (state != LifecycleState.ACTIVE && state != LifecycleState.LOADING) {
        become(LifecycleState.LOADING);
      }
      starting++;
      return ++started;
    } finally {
      lock.unlock();
    }
  }

  void activated(Activation activation) {
    lock.lock();
    try {
      starting--;
      activations.add(activation);
      if (state == LifecycleState.LOADING) {
        become(LifecycleState.ACTIVE);
      }
    } finally {
      lock.unlock();
    }
  }

  void activationFailed() {
    lock.lock();
    try {
      starting--;
      if (state == LifecycleState.LOADING && starting == 0) {
        become(LifecycleState.FAILED);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void deactivated(Activation activation) {
    lock.lock();
    try {
      activations.remove(activation);
      if (activations.isEmpty() && starting == 0 && state == LifecycleState.ACTIVE) {
        become(LifecycleState.INACTIVE);
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isServing() {
    return state() == LifecycleState.ACTIVE;
  }

  /**
   * Takes nothing new, lets what runs finish until {@code deadline}, then ends it.
   *
   * @return whether everything finished by itself
   */
  public boolean drain(Duration deadline) {
    lock.lock();
    try {
      if (state != LifecycleState.ACTIVE) {
        return true;
      }
      become(LifecycleState.DRAINING);
    } finally {
      lock.unlock();
    }
    long end = clock.monotonicNanos() + deadline.toNanos();
    boolean quiet = new ArrayList<>(activations()).stream().allMatch(a -> a.awaitQuiet(end));
    activations().forEach(Activation::close);
    awaitStarting(end);
    return quiet;
  }

  private void awaitStarting(long end) {
    lock.lock();
    try {
      long left = end - clock.monotonicNanos();
      while (starting > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
      become(LifecycleState.INACTIVE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      become(LifecycleState.INACTIVE);
    } finally {
      lock.unlock();
    }
  }

  void remove() throws LifecycleException {
    lock.lock();
    try {
      if (!state.canBecome(LifecycleState.REMOVED)) {
        throw new LifecycleException(
            "extension-busy", descriptor.id() + " still runs; drain it first");
      }
      become(LifecycleState.REMOVED);
    } finally {
      lock.unlock();
    }
  }

  private void become(LifecycleState next) {
    if (!state.canBecome(next)) {
      throw new IllegalStateException(descriptor.id() + ": " + state + " can't become " + next);
    }
    audit.record(
        new AuditEvent.Lifecycle(
            clock.epochMillis(), descriptor.id().toString(), state.name(), next.name()));
    state = next;
  }
}
