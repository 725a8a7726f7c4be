package dev.symphony.pit.workflow;

import dev.symphony.pit.schedule.Scheduler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which steps of a run are not over with, and since when the others run. */
final class OpenSteps {
  private final Dependencies dependencies;
  private final Map<Integer, Unit> open = new LinkedHashMap<>();
  private final Map<Integer, Long> since = new HashMap<>();
  private final Map<String, Set<Integer>> ofNode = new HashMap<>();

  OpenSteps(Dependencies dependencies) {
    this.dependencies = dependencies;
  }

  void opened(int step, Unit unit) {
    open.put(step, unit);
    ofNode.computeIfAbsent(unit.node().id(), id -> new HashSet<>()).add(step);
  }

  void started(int step, long nanos) {
    since.put(step, nanos);
  }

  void ended(int step) {
    since.remove(step);
  }

  void settled(int step) {
    since.remove(step);
    Unit unit = open.remove(step);
    if (unit != null) {
      ofNode.getOrDefault(unit.node().id(), new HashSet<>()).remove(step);
    }
  }

  /** The point that the run is at, as whoever chooses sees it. */
  StepChooser.Point point(String run, int parallelism, Scheduler scheduler, long now) {
    List<StepChooser.OpenStep> steps = new ArrayList<>();
    open.forEach((step, unit) -> {
      Long began = since.get(step);
      StepChooser.State state =
          began != null
              ? StepChooser.State.RUNNING
              : scheduler.isReady(step) ? StepChooser.State.READY : StepChooser.State.WAITING;
      List<String> extensions = unit.node().extensions();
      steps.add(
          new StepChooser.OpenStep(
              step,
              unit.node().id(),
              extensions.isEmpty() ? "" : extensions.getFirst(),
              state == StepChooser.State.WAITING ? needs(step, unit) : List.of(),
              state,
              began == null ? 0 : Math.max(0, now - began)));
    });
    return new StepChooser.Point(run, steps, parallelism);
  }

  private List<Integer> needs(int step, Unit unit) {
    Set<Integer> needs = new HashSet<>();
    String id = unit.node().id();
    dependencies.before(id).forEach(before -> needs.addAll(ofNode.getOrDefault(before, Set.of())));
    if (unit.item().isEmpty()) {
      needs.addAll(ofNode.getOrDefault(id, Set.of()));
    }
    needs.remove(step);
    return List.copyOf(needs);
  }
}
