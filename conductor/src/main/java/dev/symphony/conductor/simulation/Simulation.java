package dev.symphony.conductor.simulation;

import dev.symphony.conductor.schedule.Schedule;
import dev.symphony.conductor.schedule.Scheduling;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/**
 * A run of a scenario, decision by decision. The scheduler of the house keeps the order; what is
 * simulated is the clock, the machines, what they have loaded and what fails. Time passes only
 * while there is nothing to decide, or when the decision is to wait. For one thread at a time.
 *
 * <p>Equal scenarios and decisions lead to equal runs. Half of the file answers what policies and
 * observations ask, a line each.
 */
public final class Simulation {
  private final Scenario scenario;
  private final Schedule schedule;
  private final int[][] children;
  private final Foresight foresight;
  private final MachineState[] machines;
  private final OpenWork work;
  private final Pauses pauses;
  private int[] ready = {};
  private int[] soon = {};
  private long now;
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
    this.work = new OpenWork(scenario, children);
    this.pauses = new Pauses();
    look();
  }

  private Simulation(Simulation from) {
    this.scenario = from.scenario;
    this.children = from.children;
    this.foresight = from.foresight;
    this.machines =
        Arrays.stream(from.machines).map(MachineState::copy).toArray(MachineState[]::new);
    this.work = from.work.copy();
    this.pauses = from.pauses.copy();
    this.schedule =
        ImaginedSchedule.from(scenario.job(), children, from.work, from.ready, from.pauses);
    this.now = from.now;
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
    begin(running.task());
    occupy(running.machine(), running.task(), program, Scenario.nanos(left), left);
  }

  /**
   * A run that goes on from here by itself, with the same real durations and failures. Those are
   * hidden from whoever decides: this is for telling afterwards what decisions were worth.
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
          isIdle(machine) && work.canStart(task) && !pauses.holds(task);
      case Action.Prewarm(int program, int machine) -> isIdle(machine) && !isWarm(program, machine);
      case Action.Wait() -> idle() < machines.length || pauses.next() < Pauses.NEVER;
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
    begin(task);
    long real = scenario.realNanos(task, machine, work.failed(task) + 1);
    long nanos = Scenario.nanos(cold) + real;
    occupy(machine, task, program, nanos, cold + scenario.expectedSeconds(task, machine));
  }

  private void begin(int task) {
    schedule.start(task, now);
    work.begin(task);
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

  /** Lets time pass until the next machine is idle, or the pause of a task is over. */
  private void passTime() {
    MachineState next = nextIdle();
    long wake = pauses.next();
    if (next.isIdle() || wake < next.freeAt()) {
      now = wake;
      schedule.passTime(now);
      endPauses();
      return;
    }
    now = next.freeAt();
    int task = next.task();
    next.release();
    if (task != MachineState.NOTHING) {
      end(task);
    }
  }

  private void end(int task) {
    int attempt = work.failed(task) + 1;
    if (scenario.fails(task, attempt)) {
      pauses.add(task, schedule.fail(task, attempt, now));
      work.fail(task);
    } else {
      schedule.complete(task, now);
      work.complete(task);
    }
    endPauses();
  }

  /** Forgets the pauses that are over: the scheduler has those tasks ready. */
  private void endPauses() {
    int over;
    do {
      over = pauses.due(now);
    } while (over >= 0);
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
          if (work.isNext(child) && !holds(next, count, child)) {
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
    return work.unstartedOf(program);
  }

  /** The mean seconds of all tasks of a program that have not started. */
  public double workOf(int program) {
    return work.secondsOf(program);
  }

  /** The program that a machine would give up for another one, if any. */
  public OptionalInt givenUpFor(int program, int machine) {
    return machines[machine].givenUpFor(program);
  }

  /** How many tasks are completed. */
  public int completed() {
    return work.completed();
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
    return work.unlockedBy(task);
  }

  /** How many attempts of a task have failed. */
  public int failed(int task) {
    return work.failed(task);
  }

  /** The seconds on the machines that suit them best of all tasks that have not started. */
  public double remainingWork() {
    return work.seconds();
  }

  /** The time on the simulated clock. */
  public double seconds() {
    return now / 1e9;
  }

  /** What the run has cost up to now. */
  public Outlay outlay() {
    return new Outlay(seconds(), cost, coldStarts, prewarms, work.failures());
  }
}
