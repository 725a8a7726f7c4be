package dev.symphony.conductor.simulation;

import java.util.OptionalInt;

/** Fills an observation in. */
final class Observer {
  private final Simulation simulation;
  private final Scenario scenario;
  private final ActionSpace space;
  private final double unit;
  private final int machines;
  private final double meanSpeed;
  private final int[] readyOf;
  private final Placement placement;
  private double highestRank = 1e-9;

  Observer(Simulation simulation, ActionSpace space) {
    this.simulation = simulation;
    this.scenario = simulation.scenario();
    this.space = space;
    this.unit = simulation.foresight().unit();
    this.machines = scenario.machines().size();
    this.meanSpeed = scenario.machines().stream().mapToDouble(Machine::speed).average().orElse(1);
    this.readyOf = new int[scenario.programs()];
    for (int task : simulation.ready()) {
      readyOf[scenario.program(task)]++;
    }
    this.placement = new Placement(simulation);
  }

  void observe(Observation seen) {
    int[] slots = Observation.filled(space);
    for (int slot : slots) {
      highestRank = Math.max(highestRank, rank(slot));
    }
    for (int machine = 0; machine < machines; machine++) {
      machine(seen.machines(), machine);
    }
    for (int slot : slots) {
      task(seen.tasks(), slot, space.task(slot).getAsInt());
      pairs(seen.pairs(), slot, space.task(slot).getAsInt());
      errors(seen.errors(), slot, space.task(slot).getAsInt());
    }
    all(seen.all(), slots.length);
  }

  private double rank(int slot) {
    return simulation.foresight().rank(space.task(slot).getAsInt());
  }

  private float scaled(double seconds) {
    return (float) Math.log1p(Math.max(0, seconds) / unit);
  }

  private void task(float[] out, int slot, int task) {
    int at = slot * Observation.OF_TASK;
    int program = scenario.program(task);
    double mean = scenario.meanSeconds(task);
    out[at] = slot < ActionSpace.READY ? 1 : 0;
    out[at + 1] = slot < ActionSpace.READY ? 0 : 1;
    out[at + 2] = scaled(mean);
    out[at + 3] = (float) (simulation.foresight().rank(task) / highestRank);
    out[at + 4] = mean > 0 ? (float) (scenario.bestSeconds(task) / mean) : 1;
    out[at + 5] = (float) Math.log1p(simulation.followers(task)) / 4;
    out[at + 6] = (float) Math.log1p(simulation.unlockedBy(task)) / 4;
    out[at + 7] = scaled(scenario.coldSeconds(program));
    out[at + 8] = (float) keepers(program) / machines;
    out[at + 9] = (float) Math.log1p(readyOf[program]) / 4;
    out[at + 10] = scaled(simulation.foresight().rank(task) - mean);
    out[at + 11] = (float) (slot < ActionSpace.READY ? slot : slot - ActionSpace.READY) / 12;
    out[at + 12] = scaled(simulation.expectedReady(task));
    out[at + 13] = scaled(simulation.workOf(program) / machines);
    out[at + 14] = (float) Math.log1p(simulation.unstartedOf(program)) / 4;
  }

  private void errors(float[] out, int slot, int task) {
    int at = slot * Observation.OF_ERRORS;
    double rate = scenario.failureRate(scenario.program(task));
    out[at] = (float) rate;
    out[at + 1] = rate > Scenario.ERROR_BUDGET ? 1 : 0;
    out[at + 2] = (float) Math.log1p(simulation.failed(task)) / 4;
  }

  private int keepers(int program) {
    int keepers = 0;
    for (int machine = 0; machine < machines; machine++) {
      keepers += simulation.isWarm(program, machine) ? 1 : 0;
    }
    return keepers;
  }

  private void machine(float[] out, int machine) {
    int at = machine * Observation.OF_MACHINE;
    Machine known = scenario.machines().get(machine);
    out[at] = simulation.isIdle(machine) ? 1 : 0;
    out[at + 1] = scaled(simulation.expectedRemaining(machine));
    out[at + 2] = (float) Math.log(known.speed() / meanSpeed);
    out[at + 3] = (float) simulation.kept(machine) / known.warmPrograms();
    out[at + 4] = (float) Math.log1p(known.costPerSecond());
    out[at + 5] = simulation.isLoadingAhead(machine) ? 1 : 0;
  }

  private void pairs(float[] out, int slot, int task) {
    double best = Double.MAX_VALUE;
    double bestIdle = Double.MAX_VALUE;
    for (int machine = 0; machine < machines; machine++) {
      double finish = simulation.expectedFinish(task, machine);
      best = Math.min(best, finish);
      bestIdle = simulation.isIdle(machine) ? Math.min(bestIdle, finish) : bestIdle;
    }
    for (int machine = 0; machine < machines; machine++) {
      pair(out, slot, task, machine, best, bestIdle);
    }
    placed(out, slot, task);
  }

  private void pair(float[] out, int slot, int task, int machine, double best, double bestIdle) {
    int at = (slot * ActionSpace.MACHINES + machine) * Observation.OF_PAIR;
    int program = scenario.program(task);
    double here = scenario.expectedSeconds(task, machine);
    double finish = simulation.expectedFinish(task, machine);
    double tail = simulation.foresight().rank(task) - scenario.meanSeconds(task);
    out[at] = scaled(here);
    out[at + 1] = (float) Math.log((here + 1e-9) / (scenario.bestSeconds(task) + 1e-9));
    out[at + 2] = simulation.isWarm(program, machine) ? 1 : 0;
    out[at + 3] = scaled(simulation.coldSeconds(program, machine));
    out[at + 4] = scaled(finish - best);
    out[at + 5] = finish <= best ? 1 : 0;
    out[at + 6] = simulation.isIdle(machine) ? scaled(finish - bestIdle) : 0;
    out[at + 7] = (float) Math.min(4, (finish + tail) / highestRank);
    loading(out, at + 8, task, machine);
  }

  /** What loading costs here: the program that goes for it, and whether it comes in time. */
  private void loading(float[] out, int at, int task, int machine) {
    OptionalInt gone = simulation.givenUpFor(scenario.program(task), machine);
    if (gone.isPresent() && simulation.unstartedOf(gone.getAsInt()) > 0) {
      out[at] = scaled(scenario.coldSeconds(gone.getAsInt()));
      out[at + 1] = scaled(simulation.workOf(gone.getAsInt()) / machines);
    }
    double late =
        simulation.expectedRemaining(machine)
            + simulation.coldSeconds(scenario.program(task), machine)
            - simulation.expectedReady(task);
    out[at + 2] = late > 0 ? scaled(late) : -scaled(-late);
  }

  /** Places a task behind those of the slots before, where it would be completed first. */
  private void placed(float[] out, int slot, int task) {
    int place = placement.best(task);
    double first = placement.finish(task, place);
    for (int machine = 0; machine < machines; machine++) {
      int at = (slot * ActionSpace.MACHINES + machine) * Observation.OF_PAIR;
      out[at + 11] = scaled(placement.finish(task, machine) - first);
      out[at + 12] = machine == place ? 1 : 0;
    }
    placement.place(task, place);
  }

  private void all(float[] out, int slots) {
    int ready = simulation.readyCount();
    out[0] = (float) Math.log1p(ready) / 4;
    out[1] = (float) Math.log1p(simulation.soonCount()) / 4;
    out[2] = (float) simulation.idle() / machines;
    out[3] = (float) machines / ActionSpace.MACHINES;
    out[4] = (float) simulation.completed() / scenario.job().size();
    out[5] = scaled(simulation.remainingWork() / machines);
    out[6] = scaled(highestRank);
    out[7] = scaled(soonestIdle());
    out[8] = (float) Math.min(4, (double) ready / Math.max(1, simulation.idle())) / 4;
    out[9] = (float) slots / ActionSpace.SLOTS;
    double bound = simulation.foresight().lowerBound();
    out[10] = (float) Math.log1p(bound / unit) / 4;
    out[11] = (float) Math.min(16, simulation.remainingWork() / machines / bound);
    out[12] = (float) Math.min(16, highestRank / bound);
    out[13] = (float) Math.log1p(simulation.seconds() / bound);
  }

  /** In how many seconds the next busy machine is expected to be idle. */
  private double soonestIdle() {
    double soonest = Double.MAX_VALUE;
    for (int machine = 0; machine < machines; machine++) {
      if (!simulation.isIdle(machine)) {
        soonest = Math.min(soonest, simulation.expectedRemaining(machine));
      }
    }
    return soonest == Double.MAX_VALUE ? 0 : soonest;
  }
}
