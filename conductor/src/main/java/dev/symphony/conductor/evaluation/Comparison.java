package dev.symphony.conductor.evaluation;

import dev.symphony.conductor.policy.Baseline;
import dev.symphony.conductor.policy.Policy;
import dev.symphony.conductor.schedule.Scheduling;
import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.conductor.simulation.Scenario;
import dev.symphony.conductor.workload.Job;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Policies on the same scenarios: every job, with machines and durations drawn by each of the
 * seeds.
 */
public final class Comparison {
  /** Where the seeds begin: far from those that training starts at. */
  public static final long FIRST_SEED = 1_000_000_007L;

  private final Scheduling scheduling;
  private final Conditions conditions;
  private final int seeds;
  private final Map<String, List<Episode>> episodes = new LinkedHashMap<>();

  /**
   * A comparison without results.
   *
   * @param seeds how often each job is run, each time on other machines
   */
  public Comparison(Scheduling scheduling, Conditions conditions, int seeds) {
    this.scheduling = scheduling;
    this.conditions = conditions;
    this.seeds = seeds;
  }

  /** Runs every baseline. */
  public void runBaselines(List<Job> jobs) {
    for (Baseline baseline : Baseline.values()) {
      run(baseline.label(), jobs, baseline.policy(new SplittableRandom(FIRST_SEED)));
    }
  }

  /** Runs a policy on every job with every seed. */
  public void run(String name, List<Job> jobs, Policy policy) {
    List<Episode> results = new ArrayList<>();
    for (int job = 0; job < jobs.size(); job++) {
      for (int seed = 0; seed < seeds; seed++) {
        RandomGenerator random = new SplittableRandom(FIRST_SEED + 1_009L * job + seed);
        Scenario scenario = Scenario.draw(jobs.get(job), conditions, random);
        Policy closing = Baseline.FIFO.policy(random);
        results.add(Episode.run(scenario, scheduling, policy, closing));
      }
    }
    episodes.put(name, results);
  }

  /** The names of the policies that were run, in that order. */
  public List<String> names() {
    return List.copyOf(episodes.keySet());
  }

  /** The makespans of a policy, in seconds. */
  public Interval makespan(String name) {
    return Interval.of(of(name).stream().mapToDouble(e -> e.outlay().seconds()).toArray());
  }

  /** The makespans of a policy, in lower bounds. */
  public Interval stretch(String name) {
    return Interval.of(stretches(name));
  }

  /** The costs of a policy. */
  public Interval cost(String name) {
    return Interval.of(of(name).stream().mapToDouble(e -> e.outlay().cost()).toArray());
  }

  /** The cold starts of a policy. */
  public Interval coldStarts(String name) {
    return Interval.of(of(name).stream().mapToDouble(e -> e.outlay().coldStarts()).toArray());
  }

  /** How many attempts failed with a policy. */
  public Interval failures(String name) {
    return Interval.of(of(name).stream().mapToDouble(e -> e.outlay().failures()).toArray());
  }

  /** How much longer a policy takes than another, scenario by scenario, in lower bounds. */
  public Interval excess(String name, String over) {
    double[] first = stretches(name);
    double[] second = stretches(over);
    double[] differences = new double[first.length];
    for (int i = 0; i < first.length; i++) {
      differences[i] = first[i] - second[i];
    }
    return Interval.of(differences);
  }

  /** The baseline with the least mean stretch. */
  public String bestBaseline() {
    String best = Baseline.FIFO.label();
    for (Baseline baseline : Baseline.values()) {
      boolean better =
          episodes.containsKey(baseline.label())
              && stretch(baseline.label()).mean() < stretch(best).mean();
      best = better ? baseline.label() : best;
    }
    return best;
  }

  /** How many decisions all policies took together. */
  public long decisions() {
    return episodes.values().stream().flatMap(List::stream).mapToLong(Episode::decisions).sum();
  }

  private double[] stretches(String name) {
    return of(name).stream().mapToDouble(Episode::stretch).toArray();
  }

  private List<Episode> of(String name) {
    List<Episode> found = episodes.get(name);
    if (found == null) {
      throw new IllegalArgumentException("the policy " + name + " was not run");
    }
    return found;
  }
}
