package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.sandbox.jail.JailedThread.LimitStep;
import dev.symphony.sandbox.jail.JailedThread.Step;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The system calls that put up the walls of one jail, in order, with their arguments in native
 * memory: namespaces first (they need privileges), then no_new_privs, Landlock, and the
 * capabilities last.
 */
final class JailPlan implements AutoCloseable {
  private static final int PR_SET_NO_NEW_PRIVS = 38;
  private static final int PR_CAP_AMBIENT = 47;
  private static final int PR_CAP_AMBIENT_CLEAR_ALL = 4;
  private static final int CAPABILITY_VERSION_3 = 0x20080522;
  private static final long UNLIMITED = -1;

  private final LinuxKernel kernel;
  private final Jail jail;
  private final Arena arena = Arena.ofShared();
  private final List<Step> steps = new ArrayList<>();
  private final List<LimitStep> limits = new ArrayList<>();
  private int ruleset = -1;

  JailPlan(LinuxKernel kernel, Jail jail) throws IOException {
    this.kernel = kernel;
    this.jail = jail;
    try {
      for (Namespace namespace : jail.namespaces()) {
        step(namespace.wall(), 1, Syscall.UNSHARE, namespace.cloneFlag());
      }
      step(Wall.NO_NEW_PRIVILEGES, 1, Syscall.PRCTL, PR_SET_NO_NEW_PRIVS, 1);
      addLandlock();
      addCapabilities();
      for (ResourceLimit limit : jail.limits().keySet()) {
        limits.add(new LimitStep(limit, limitValue(limit).address()));
      }
    } catch (IOException refused) {
      close();
      throw refused;
    }
  }

  /** The walls that stand when every step succeeds. */
  IsolationLabel intended() {
    IsolationLabel label = IsolationLabel.PROCESS;
    for (Step step : steps) {
      label = label.with(step.wall(), step.level());
    }
    return limits.isEmpty() ? label : label.with(Wall.RESOURCE_LIMITS);
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  List<LimitStep> limits() {
    return List.copyOf(limits);
  }

  private void step(Wall wall, int level, Syscall call, long... arguments) {
    steps.add(new Step(wall, level, call, Arrays.stream(arguments).boxed().toList()));
  }

  private void addLandlock() throws IOException {
    Landlock landlock = new Landlock(kernel);
    if (landlock.abi() > 0) {
      ruleset = landlock.ruleset(jail);
      step(Wall.LANDLOCK, landlock.abi(), Syscall.LANDLOCK_RESTRICT_SELF, ruleset, 0);
    }
  }

  private void addCapabilities() {
    MemorySegment header = arena.allocate(JAVA_LONG);
    header.set(JAVA_LONG, 0, CAPABILITY_VERSION_3);
    MemorySegment none = arena.allocate(JAVA_LONG, 3);
    step(Wall.NO_CAPABILITIES, 1, Syscall.PRCTL, PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL);
    step(Wall.NO_CAPABILITIES, 1, Syscall.CAPSET, header.address(), none.address());
  }

  /** The value of a limit: as asked for, but never above the host's own hard limit. */
  private MemorySegment limitValue(ResourceLimit limit) throws IOException {
    MemorySegment value = arena.allocate(JAVA_LONG, 2);
    long read = kernel.call(Syscall.PRLIMIT64, 0, limit.number(), 0, value.address());
    Failure.check(read, "prlimit64 " + limit);
    long hard = value.getAtIndex(JAVA_LONG, 1);
    long asked = jail.limits().getOrDefault(limit, UNLIMITED);
    long both = Long.compareUnsigned(asked, hard) < 0 ? asked : hard;
    value.setAtIndex(JAVA_LONG, 0, both);
    value.setAtIndex(JAVA_LONG, 1, both);
    return value;
  }

  /** Gives the native memory and the ruleset back. */
  @Override
  public void close() {
    if (ruleset >= 0) {
      kernel.call(Syscall.CLOSE, ruleset);
    }
    arena.close();
  }
}
