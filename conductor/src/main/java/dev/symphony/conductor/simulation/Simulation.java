package dev.symphony.conductor.simulation;

import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.schedule.Scheduling;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A run of a scenario, decision by decision. The scheduler of the house keeps the order; what is
 * simulated is the clock, the machines and what they have loaded. Time passes only while there is
 * nothing to decide, or when the decision is to wait. For one thread at a time.
 *
 * <p>Equal scenarios and decisions lead to equal runs.
 */
public final class Simulation {
  private final Scenario scenario;
  private final Schedule schedule;
  private final int[][] children;
  private final Foresight foresight;
  private final MachineState[] machines;
  private final int[] openNeeds;
  private final int[] unstartedNeeds;
  private final boolean[] started;
  private final int[] unstartedOf;
  private final double[] workOf;
  private int[] ready = {};
  private int[] soon = {};
  private int completed;
  private long now;
  private double remainingWork;
  private double cost;
  private int coldStarts;
  private int prewarms;

  /** A run at its beginning. */
  public Simulation(Scenario scenario, Scheduling scheduling) {
    this.scenario = scenario;
    this.schedule = scheduling.begin(scenario.job());
    List<List<Integer>> following = scenario.job().children();
    this.children =
        following.stream()
            .map(tasks -> tasks.stream().mapToInt(Integer::intValue).toArray())
            .toArray(int[][]::new);
    this.foresight = new Foresight(scenario, following);
    this.machines =
        scenario.machines().stream().map(MachineState::new).toArray(MachineState[]::new);
    this.openNeeds = scenario.job().tasks().stream().mapToInt(t -> t.needs().size()).toArray();
    this.unstartedNeeds = openNeeds.clone();
    this.started = new boolean[scenario.job().size()];
    this.unstartedOf = new int[scenario.programs()];
    this.workOf = new double[scenario.programs()];
    for (int task = 0; task < started.length; task++) {
      remainingWork += scenario.bestSeconds(task);
      unstartedOf[scenario.program(task)]++;
      workOf[scenario.program(task)] += scenario.meanSeconds(task);
    }
    look();
  }

  private Simulation(Simulation from) {
    this.scenario = from.scenario;
    this.children = from.children;
    this.foresight = from.foresight;
    this.machines =
        Arrays.stream(from.machines).map(MachineState::copy).toArray(MachineState[]::new);
    this.openNeeds = from.openNeeds.clone();
    this.unstartedNeeds = from.unstartedNeeds.clone();
    this.started = from.started.clone();
    this.unstartedOf = from.unstartedOf.clone();
    this.workOf = from.workOf.clone();
    int open = started.length - from.completed;
    this.schedule = new ImaginedSchedule(children, openNeeds.clone(), from.ready, open);
    this.completed = from.completed;
    this.now = from.now;
    this.remainingWork = from.remainingWork;
    this.cost = from.cost;
    this.coldStarts = from.coldStarts;
    this.prewarms = from.prewarms;
    this.ready = from.ready;
    this.soon = from.soon;
  }

  /**
   * The point that a real run is at: what is completed is not part of the job any more, and some
   * tasks run.
   */
  public static Simulation at(Scenario scenario, List<Running> running) {
    Simulation present = new Simulation(scenario, ImaginedSchedule::of);
    running.forEach(present::takeUp);
    present.look();
    return present;
  }

  /**
   * A task that runs.
   *
   * @param seconds for how long by now
   */
  public record Running(int task, int machine, double seconds) {}

  private void takeUp(Running running) {
    int program = scenario.program(running.task());
    double expected = scenario.expectedSeconds(running.task(), running.machine());
    double left = Math.max(0, expected - running.seconds());
    begin(running.task(), program);
    occupy(running.machine(), running.task(), program, Scenario.nanos(left), left);
  }

  /**
   * A run that goes on from here by itself, with the same real durations. Those are hidden from
   * whoever decides: this is for telling afterwards what decisions were worth.
   */
  public Simulation fork() {
    return new Simulation(this);
  }

  /**
   * Whether a decision is possible now.
   *
   * @param action of the scenario's tasks, programs and machines, but otherwise anything
   */
  public boolean allows(Action action) {
    return switch (action) {
      case Action.Start(int task, int machine) ->
          isIdle(machine) && !started[task] && openNeeds[task] == 0;
      case Action.Prewarm(int program, int machine) -> isIdle(machine) && !isWarm(program, machine);
      case Action.Wait() -> idle() < machines.length;
    };
  }

  /**
   * Carries a decision out.
   *
   * @throws IllegalArgumentException when it is not possible now
   */
  public void take(Action action) {
    if (!allows(action)) {
      throw new IllegalArgumentException(action + " is not possible now");
    }
    switch (action) {
      case Action.Start(int task, int machine) -> start(task, machine);
      case Action.Prewarm(int program, int machine) -> prewarm(program, machine);
      case Action.Wait() -> passTime();
    }
    look();
    while (!isOver() && !needsDecision()) {
      passTime();
      look();
    }
  }

  private boolean needsDecision() {
    if (idle() == 0) {
      return false;
    }
    if (ready.length > 0) {
      return true;
    }
    for (int task : soon) {
      if (couldWarm(task)) {
        return true;
      }
    }
    return false;
  }

  private boolean couldWarm(int task) {
    int program = scenario.program(task);
    for (int machine = 0; machine < machines.length; machine++) {
      if (isIdle(machine) && !isWarm(program, machine)) {
        return true;
      }
    }
    return false;
  }

  private void start(int task, int machine) {
    int program = scenario.program(task);
    double cold = coldSeconds(program, machine);
    coldStarts += cold > 0 ? 1 : 0;
    begin(task, program);
    long nanos = Scenario.nanos(cold) + scenario.realNanos(task, machine);
    occupy(machine, task, program, nanos, cold + scenario.expectedSeconds(task, machine));
  }

  private void begin(int task, int program) {
    schedule.start(task, now);
    started[task] = true;
    for (int child : children[task]) {
      unstartedNeeds[child]--;
    }
    unstartedOf[program]--;
    workOf[program] -= scenario.meanSeconds(task);
    remainingWork -= scenario.bestSeconds(task);
  }

  private void prewarm(int program, int machine) {
    prewarms++;
    double cold = scenario.coldSeconds(program);
    occupy(machine, MachineState.NOTHING, program, Scenario.nanos(cold), cold);
  }

  private void occupy(int machine, int task, int program, long nanos, double expected) {
    cost += nanos / 1e9 * scenario.machines().get(machine).costPerSecond();
    machines[machine].occupy(task, program, now + nanos, seconds() + expected);
  }

  /** Lets time pass until the next machine is idle. */
  private void passTime() {
    MachineState next = nextIdle();
    now = next.freeAt();
    int task = next.task();
    next.release();
    if (task != MachineState.NOTHING) {
      schedule.complete(task, now);
      completed++;
      for (int child : children[task]) {
        openNeeds[child]--;
      }
    }
  }

  private MachineState nextIdle() {
    MachineState next = machines[0];
    for (MachineState machine : machines) {
      boolean sooner = next.isIdle() || machine.freeAt() < next.freeAt();
      next = !machine.isIdle() && sooner ? machine : next;
    }
    return next;
  }

  /** Sees which tasks are ready, and which are as soon as what runs now is completed. */
  private void look() {
    ready = schedule.ready();
    int[] next = new int[8];
    int count = 0;
    for (MachineState machine : machines) {
      if (machine.task() != MachineState.NOTHING) {
        for (int child : children[machine.task()]) {
          if (unstartedNeeds[child] == 0 && openNeeds[child] > 0 && !holds(next, count, child)) {
            next = count == next.length ? Arrays.copyOf(next, 2 * count) : next;
            next[count++] = child;
          }
        }
      }
    }
    soon = Arrays.copyOf(next, count);
  }

  private static boolean holds(int[] tasks, int count, int task) {
    for (int place = 0; place < count; place++) {
      if (tasks[place] == task) {
        return true;
      }
    }
    return false;
  }

  /** Whether everything is completed. */
  public boolean isOver() {
    return schedule.isOver();
  }

  /** What is run. */
  public Scenario scenario() {
    return scenario;
  }

  /** What could be told before. */
  public Foresight foresight() {
    return foresight;
  }

  /** The tasks that could start, in the order in which they became ready. */
  public int[] ready() {
    return ready.clone();
  }

  /** How many tasks could start. */
  public int readyCount() {
    return ready.length;
  }

  /** The tasks that are ready as soon as what runs now is completed. */
  public int[] soon() {
    return soon.clone();
  }

  /** How many tasks are ready as soon as what runs now is completed. */
  public int soonCount() {
    return soon.length;
  }

  /** In how many seconds a task is expected to be ready, if all that it needs runs; else 0. */
  public double expectedReady(int task) {
    double latest = 0;
    for (MachineState machine : machines) {
      if (machine.task() != MachineState.NOTHING && holds(children[machine.task()], task)) {
        latest = Math.max(latest, machine.expectedRemaining(seconds()));
      }
    }
    return latest;
  }

  private static boolean holds(int[] tasks, int task) {
    return holds(tasks, tasks.length, task);
  }

  /** How many tasks of a program have not started. */
  public int unstartedOf(int program) {
    return unstartedOf[program];
  }

  /** The mean seconds of all tasks of a program that have not started. */
  public double workOf(int program) {
    return Math.max(0, workOf[program]);
  }

  /** The program that a machine would give up for another one, if any. */
  public OptionalInt givenUpFor(int program, int machine) {
    return machines[machine].givenUpFor(program);
  }

  /** How many tasks are completed. */
  public int completed() {
    return completed;
  }

  /** How many machines are idle. */
  public int idle() {
    int idle = 0;
    for (MachineState machine : machines) {
      idle += machine.isIdle() ? 1 : 0;
    }
    return idle;
  }

  /** Whether a machine is idle. */
  public boolean isIdle(int machine) {
    return machines[machine].isIdle();
  }

  /** Whether a machine loads a program ahead. */
  public boolean isLoadingAhead(int machine) {
    return !isIdle(machine) && machines[machine].task() == MachineState.NOTHING;
  }

  /** Whether a machine keeps a program, or is loading it. */
  public boolean isWarm(int program, int machine) {
    return machines[machine].keeps(program);
  }

  /** How many programs a machine keeps. */
  public int kept(int machine) {
    return machines[machine].kept();
  }

  /** In how many seconds a machine is expected to be idle; 0 when it is. */
  public double expectedRemaining(int machine) {
    return machines[machine].expectedRemaining(seconds());
  }

  /** How long a program would have to be loaded on a machine first. */
  public double coldSeconds(int program, int machine) {
    return isWarm(program, machine) ? 0 : scenario.coldSeconds(program);
  }

  /** In how many seconds a task would be completed on a machine, as far as can be told. */
  public double expectedFinish(int task, int machine) {
    return expectedRemaining(machine)
        + coldSeconds(scenario.program(task), machine)
        + scenario.expectedSeconds(task, machine);
  }

  /** How many tasks need {@code task}. */
  public int followers(int task) {
    return children[task].length;
  }

  /** How many tasks wait for nothing but {@code task}. */
  public int unlockedBy(int task) {
    int unlocked = 0;
    for (int child : children[task]) {
      unlocked += openNeeds[child] == 1 ? 1 : 0;
    }
    return unlocked;
  }

  /** The seconds on the machines that suit them best of all tasks that have not started. */
  public double remainingWork() {
    return Math.max(0, remainingWork);
  }

  /** The time on the simulated clock. */
  public double seconds() {
    return now / 1e9;
  }

  /** What the run has cost up to now. */
  public Outlay outlay() {
    return new Outlay(seconds(), cost, coldStarts, prewarms);
  }
}
