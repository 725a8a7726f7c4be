package dev.symphony.conductor.live;

import dev.symphony.conductor.simulation.ActionSpace;
import dev.symphony.conductor.simulation.Scenario;
import dev.symphony.conductor.simulation.Simulation;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A real run as a simulation that stands where the run is, so that policies see the one as they see
 * the other.
 */
final class LiveTwin {
  private final List<LiveStep> order;
  private final Simulation simulation;

  private LiveTwin(List<LiveStep> order, Simulation simulation) {
    this.order = order;
    this.simulation = simulation;
  }

  static LiveTwin of(LiveSituation situation, Expectations expectations) {
    List<LiveStep> order = inOrder(situation.steps());
    Map<Integer, Integer> places = new HashMap<>();
    List<JobTask> tasks = new ArrayList<>();
    List<Simulation.Running> running = new ArrayList<>();
    for (LiveStep step : order) {
      if (step.state() == LiveStep.State.RUNNING) {
        running.add(new Simulation.Running(tasks.size(), running.size(), step.seconds()));
      }
      places.put(step.number(), tasks.size());
      List<Integer> needs = step.needs().stream().map(need -> place(places, need)).toList();
      tasks.add(new JobTask(step.program(), needs, expectations.seconds(step.program())));
    }
    int slots = Math.max(running.size(), Math.min(ActionSpace.MACHINES, situation.slots()));
    Scenario scenario = Scenario.ofSlots(new Job(situation.run(), tasks), slots);
    return new LiveTwin(order, Simulation.at(scenario, running));
  }

  private static int place(Map<Integer, Integer> places, int step) {
    return Objects.requireNonNull(places.get(step), "a step is behind what it needs");
  }

  /** The steps, each behind those that it needs. */
  private static List<LiveStep> inOrder(List<LiveStep> steps) {
    List<LiveStep> order = new ArrayList<>();
    Set<Integer> placed = new HashSet<>();
    List<LiveStep> open = new ArrayList<>(steps);
    while (!open.isEmpty()) {
      int before = order.size();
      for (LiveStep step : open) {
        if (placed.containsAll(step.needs())) {
          order.add(step);
        }
      }
      if (order.size() == before) {
        throw new IllegalArgumentException("steps wait for one another, or for none of them");
      }
      List<LiveStep> added = order.subList(before, order.size());
      added.forEach(step -> placed.add(step.number()));
      open.removeAll(new HashSet<>(added));
    }
    return order;
  }

  Simulation simulation() {
    return simulation;
  }

  /** The step that a task of the simulation stands for. */
  LiveStep step(int task) {
    return order.get(task);
  }
}
