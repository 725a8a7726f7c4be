package dev.symphony.conductor.simulation;

import java.util.List;

/** What can be told of a scenario before it runs: how much follows each task, and a lower bound. */
public final class Foresight {
  private final double[] ranks;
  private final double lowerBound;
  private final double unit;

  Foresight(Scenario scenario, List<List<Integer>> children) {
    int size = scenario.job().size();
    this.ranks = new double[size];
    double[] shortest = new double[size];
    double work = 0;
    double unitSum = 0;
    for (int task = size - 1; task >= 0; task--) {
      double following = 0;
      double least = 0;
      for (int child : children.get(task)) {
        following = Math.max(following, ranks[child]);
        least = Math.max(least, shortest[child]);
      }
      ranks[task] = scenario.meanSeconds(task) + following;
      shortest[task] = scenario.bestSeconds(task) + least;
      work += scenario.bestSeconds(task);
      unitSum += scenario.meanSeconds(task);
    }
    double longest = 0;
    for (double path : shortest) {
      longest = Math.max(longest, path);
    }
    this.unit = Math.max(1e-6, unitSum / size);
    this.lowerBound = Math.max(1e-6, Math.max(longest, work / scenario.machines().size()));
  }

  /** The upward rank: the mean duration of a task and of the longest path behind it. */
  public double rank(int task) {
    return ranks[task];
  }

  /** Seconds that no schedule beats if durations are as expected. */
  public double lowerBound() {
    return lowerBound;
  }

  /** The mean duration of the tasks. */
  public double unit() {
    return unit;
  }
}
