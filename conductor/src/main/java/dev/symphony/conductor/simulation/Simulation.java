package dev.symphony.conductor.simulation;

import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.schedule.Scheduling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

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
  private final List<List<Integer>> children;
  private final Foresight foresight;
  private final MachineState[] machines;
  private final int[] openNeeds;
  private final int[] unstartedNeeds;
  private final boolean[] started;
  private List<Integer> ready = List.of();
  private List<Integer> soon = List.of();
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
    this.children = scenario.job().children();
    this.foresight = new Foresight(scenario, children);
    this.machines =
        scenario.machines().stream().map(MachineState::new).toArray(MachineState[]::new);
    this.openNeeds = scenario.job().tasks().stream().mapToInt(t -> t.needs().size()).toArray();
    this.unstartedNeeds = openNeeds.clone();
    this.started = new boolean[scenario.job().size()];
    this.remainingWork = totalWork();
    look();
  }

  private double totalWork() {
    double work = 0;
    for (int task = 0; task < scenario.job().size(); task++) {
      work += scenario.bestSeconds(task);
    }
    return work;
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
    return idle() > 0 && (!ready.isEmpty() || soon.stream().anyMatch(this::couldWarm));
  }

  private boolean couldWarm(int task) {
    for (int machine = 0; machine < machines.length; machine++) {
      if (allows(new Action.Prewarm(scenario.program(task), machine))) {
        return true;
      }
    }
    return false;
  }

  private void start(int task, int machine) {
    int program = scenario.program(task);
    double cold = coldSeconds(program, machine);
    coldStarts += cold > 0 ? 1 : 0;
    schedule.start(task, now);
    started[task] = true;
    children.get(task).forEach(child -> unstartedNeeds[child]--);
    remainingWork -= scenario.bestSeconds(task);
    long nanos = Scenario.nanos(cold) + scenario.realNanos(task, machine);
    occupy(machine, task, program, nanos, cold + scenario.expectedSeconds(task, machine));
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
    MachineState next =
        Arrays.stream(machines)
            .filter(machine -> !machine.isIdle())
            .min(Comparator.comparingLong(MachineState::freeAt))
            .orElseThrow();
    now = next.freeAt();
    int task = next.task();
    next.release();
    if (task != MachineState.NOTHING) {
      schedule.complete(task, now);
      completed++;
      children.get(task).forEach(child -> openNeeds[child]--);
    }
  }

  /** Sees which tasks are ready, and which are as soon as what runs now is completed. */
  private void look() {
    ready = Arrays.stream(schedule.ready()).boxed().toList();
    List<Integer> next = new ArrayList<>();
    for (MachineState machine : machines) {
      if (machine.task() != MachineState.NOTHING) {
        for (int child : children.get(machine.task())) {
          if (unstartedNeeds[child] == 0 && openNeeds[child] > 0 && !next.contains(child)) {
            next.add(child);
          }
        }
      }
    }
    soon = next;
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
  public List<Integer> ready() {
    return ready;
  }

  /** The tasks that are ready as soon as what runs now is completed. */
  public List<Integer> soon() {
    return soon;
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
    return children.get(task).size();
  }

  /** How many tasks wait for nothing but {@code task}. */
  public int unlockedBy(int task) {
    int unlocked = 0;
    for (int child : children.get(task)) {
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
