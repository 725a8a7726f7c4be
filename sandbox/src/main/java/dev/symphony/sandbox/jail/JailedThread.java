package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The throw-away thread that walls itself in, starts one process and ends.
 *
 * <p>Privileges, Landlock rules and namespaces belong to a thread of Linux and pass to everything
 * that the thread starts: processes, and also threads. So this thread does nothing but system calls
 * prepared beforehand. In particular it does not start the process through {@link ProcessBuilder},
 * whose reaper thread, and through that threads of the common pool, would be born inside the jail.
 * For the same reason nobody waits for this thread but a platform thread: waking a virtual thread
 * can start a carrier.
 */
final class JailedThread {
  private static final long NOT_TRIED = -LinuxKernel.ENOSYS;

  private final LinuxKernel kernel;
  private final List<Step> steps;
  private final SpawnPlan plan;
  private final List<LimitStep> limits;
  private final IsolationLabel intended;
  private final IsolationLabel required;
  private final long[] stepResults;
  private final long[] limitResults;
  private long pid = NOT_TRIED;
  private @Nullable Throwable broken;

  /** One system call that puts up a wall, or a part of it. */
  record Step(Wall wall, int level, Syscall call, List<Long> arguments) {}

  /** One limit, set on the process as soon as it has an id; the address is that of the value. */
  record LimitStep(ResourceLimit limit, long address) {}

  /** A thread that follows {@code walls} and then {@code plan}. */
  JailedThread(LinuxKernel kernel, JailPlan walls, SpawnPlan plan, IsolationLabel required) {
    this.kernel = kernel;
    this.steps = walls.steps();
    this.plan = plan;
    this.limits = walls.limits();
    this.intended = walls.intended();
    this.required = required;
    this.stepResults = new long[steps.size()];
    this.limitResults = new long[limits.size()];
    Arrays.fill(stepResults, NOT_TRIED);
    Arrays.fill(limitResults, NOT_TRIED);
  }

  /** Runs the thread to its end. Must be called on a platform thread. */
  void runToEnd() throws InterruptedException {
    Thread thread = Thread.ofPlatform().name("jail").unstarted(this::attempt);
    thread.start();
    thread.join();
    if (broken != null) {
      throw new IllegalStateException("The jailed thread failed", broken);
    }
  }

  /** The id of the process, or {@code -errno} of what kept it from starting. */
  long pid() {
    return pid;
  }

  /** The walls that stood when the process started, and its limits when all of them were set. */
  IsolationLabel label() {
    IsolationLabel label = intended;
    for (int i = 0; i < stepResults.length; i++) {
      if (stepResults[i] < 0) {
        label = label.without(steps.get(i).wall());
      }
    }
    boolean limited = Arrays.stream(limitResults).allMatch(result -> result >= 0);
    return limited ? label : label.without(Wall.RESOURCE_LIMITS);
  }

  @SuppressWarnings("CatchingUnchecked") // handed to the waiting thread, whatever it is
  private void attempt() {
    try {
      if (raiseWalls()) {
        pid = plan.start();
        if (pid > 0) {
          setLimits();
        }
      }
    } catch (RuntimeException | Error failure) {
      broken = failure;
    }
  }

  private boolean raiseWalls() {
    for (int i = 0; i < stepResults.length; i++) {
      Step step = steps.get(i);
      stepResults[i] = kernel.call(step.call(), step.arguments());
      if (stepResults[i] < 0 && required.has(step.wall())) {
        pid = stepResults[i];
        return false;
      }
    }
    return true;
  }

  private void setLimits() {
    for (int i = 0; i < limitResults.length; i++) {
      LimitStep step = limits.get(i);
      limitResults[i] =
          kernel.call(Syscall.PRLIMIT64, pid, step.limit().number(), step.address(), 0);
    }
  }
}
