package dev.symphony.pit.tracker;

import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Retry;
import dev.symphony.pit.schedule.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Plans as numbers: the count of steps and each step, the count of scopes and each scope. A step is
 * its scope, preparation, meaning of failure, attempts, pause, variants, time limit (-1: none), and
 * the count of its edges and each edge. Names stay where they are.
 */
@SuppressWarnings("EnumOrdinal") // both sides are of one build
public final class PlanNumbers {
  private PlanNumbers() {}

  /** The numbers of a plan. */
  public static List<Long> of(Plan plan) {
    List<Long> numbers = new ArrayList<>();
    numbers.add((long) plan.steps().size());
    plan.steps().forEach(step -> write(step, numbers));
    numbers.add((long) plan.scopes().size());
    for (Plan.Scope scope : plan.scopes()) {
      numbers.add((long) scope.within());
      numbers.add((long) scope.join());
    }
    return numbers;
  }

  private static void write(Step step, List<Long> numbers) {
    Step.Policy policy = step.policy();
    numbers.add((long) step.scope());
    numbers.add((long) step.preparation().ordinal());
    numbers.add((long) policy.onFailure().ordinal());
    numbers.add((long) policy.retry().attempts());
    numbers.add(policy.retry().backoff().toNanos());
    numbers.add((long) policy.variants());
    numbers.add(policy.timeout().map(Duration::toNanos).orElse(-1L));
    numbers.add((long) step.waitsFor().size());
    for (Step.Edge edge : step.waitsFor()) {
      numbers.add((long) edge.on());
      numbers.add((long) edge.kind().ordinal());
    }
  }

  static Plan read(List<Long> numbers) {
    Iterator<Long> in = numbers.iterator();
    List<Step> steps = new ArrayList<>();
    for (int left = next(in); left > 0; left--) {
      steps.add(step("step " + steps.size(), in));
    }
    List<Plan.Scope> scopes = new ArrayList<>();
    for (int left = next(in); left > 0; left--) {
      scopes.add(new Plan.Scope(next(in), next(in)));
    }
    return new Plan(steps, scopes);
  }

  private static Step step(String name, Iterator<Long> in) {
    int scope = next(in);
    Step.Preparation preparation = Step.Preparation.values()[next(in)];
    Step.OnFailure onFailure = Step.OnFailure.values()[next(in)];
    Retry retry = new Retry(next(in), Duration.ofNanos(in.next()));
    int variants = next(in);
    Optional<Duration> timeout =
        Optional.of(in.next()).filter(nanos -> nanos >= 0).map(Duration::ofNanos);
    List<Step.Edge> edges = new ArrayList<>();
    for (int left = next(in); left > 0; left--) {
      edges.add(new Step.Edge(next(in), Step.Kind.values()[next(in)]));
    }
    return new Step(
        name, edges, scope, preparation, new Step.Policy(onFailure, retry, variants, timeout));
  }

  private static int next(Iterator<Long> in) {
    return Math.toIntExact(in.next());
  }
}
