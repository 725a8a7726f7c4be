package dev.symphony.conductor.policy;

import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** The heuristics that a learned policy is compared with, and replaced by when it fails. */
public enum Baseline {
  /** The task that became ready first, on the first idle machine. */
  FIFO,
  /** Any ready task on any idle machine. */
  RANDOM,
  /** The shortest ready task, where it is completed first among the idle machines. */
  SHORTEST_FIRST,
  /** The ready task with the longest path behind it, in the same way. */
  CRITICAL_PATH,
  /**
   * By rank, each task where it is completed first, busy machines included: it waits for them. Cold
   * starts are reckoned with. Decided anew at each point.
   */
  HEFT,
  /** Where programs are loaded already, and loads ahead what is next. */
  GREEDY_WARM,
  /** HEFT, and idle machines load ahead what is next. */
  HEFT_PREWARM;

  /** The baseline as a policy; only {@link #RANDOM} uses the random numbers. */
  public Policy policy(RandomGenerator random) {
    return switch (this) {
      case FIFO -> ListPolicies::firstCome;
      case RANDOM -> run -> ListPolicies.any(run, random);
      case SHORTEST_FIRST -> ListPolicies::shortest;
      case CRITICAL_PATH -> ListPolicies::criticalPath;
      case HEFT -> EarliestFinish::choose;
      case GREEDY_WARM -> WarmPolicies::greedy;
      case HEFT_PREWARM -> WarmPolicies::earliestFinish;
    };
  }

  /** The name on the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The baseline of a name. */
  public static Optional<Baseline> ofLabel(String label) {
    return Stream.of(values()).filter(b -> b.label().equals(label)).findFirst();
  }
}
