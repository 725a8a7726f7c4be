package dev.symphony.conductor.bandit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A contextual bandit (LinUCB, with a separate model for each option): takes the option with the
 * highest upper bound of its expected reward. What is known fades with every call, so that options
 * are tried again when things may have changed. Rewards are 0 to 1. Equal calls lead to equal
 * choices; there is no randomness. For one thread at a time.
 */
public final class LinUcb {
  /** The version of the policy, part of every record of a choice. */
  public static final String VERSION = "linucb-1";

  /** The most features. */
  public static final int MOST_FEATURES = 8;

  private static final double BOLDNESS = 0.3;
  private static final double MEMORY = 0.985;

  private final int features;
  private final Map<String, LinearArm> arms = new LinkedHashMap<>();

  /** A bandit that knows nothing. */
  public LinUcb(int features) {
    if (features < 0 || features > MOST_FEATURES) {
      throw new IllegalArgumentException("0 to " + MOST_FEATURES + " features");
    }
    this.features = features;
  }

  /** How many features describe a call. */
  public int features() {
    return features;
  }

  /** The option with the highest bound; of equal ones the first. */
  public String choose(List<String> options, double[] seen) {
    String best = options.getFirst();
    double highest = Double.NEGATIVE_INFINITY;
    for (String option : options) {
      double bound = arm(option).bound(seen, BOLDNESS);
      if (bound > highest) {
        highest = bound;
        best = option;
      }
    }
    return best;
  }

  /** Learns what came of a choice. */
  public void learn(String option, double[] seen, double reward) {
    arms.values().forEach(arm -> arm.fade(MEMORY));
    arm(option).learn(seen, reward);
  }

  /** How often an option was taken, as far as anything was heard of it. */
  public long calls(String option) {
    return arm(option).calls();
  }

  /** The mean of the rewards of an option. */
  public double meanReward(String option) {
    return arm(option).meanReward();
  }

  /** The options that were ever asked about. */
  public List<String> options() {
    return List.copyOf(arms.keySet());
  }

  private LinearArm arm(String option) {
    return arms.computeIfAbsent(option, o -> new LinearArm(features));
  }
}
