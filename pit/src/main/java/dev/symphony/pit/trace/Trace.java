package dev.symphony.pit.trace;

import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A recorded run: its tasks, in the order of the record.
 *
 * @param name what its maker called it
 */
public record Trace(String name, List<TraceTask> tasks) {
  public Trace {
    tasks = List.copyOf(tasks);
  }

  /** The plan of the run: step {@code n} is task {@code n}. */
  public Plan plan() {
    Map<String, Integer> places = new HashMap<>();
    tasks.forEach(task -> places.put(task.id(), places.size()));
    List<Step> steps = new ArrayList<>();
    for (TraceTask task : tasks) {
      List<Integer> needed =
          task.parents().stream().map(id -> Objects.requireNonNull(places.get(id), id)).toList();
      steps.add(Step.needing(task.id(), needed));
    }
    return Plan.of(steps);
  }
}
