package dev.symphony.pit.schedule;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One step of a plan.
 *
 * @param id its name
 * @param waitsFor the steps that have to be over before it
 * @param scope the scope that it belongs to; {@link Plan#RUN} is the whole run
 * @param preparation what happens between the moment its turn has come and its first attempt
 * @param policy what its failures lead to
 */
public record Step(
    String id, List<Edge> waitsFor, int scope, Preparation preparation, Policy policy) {

  /**
   * That a step waits for another.
   *
   * @param on the index of the other
   * @param kind whether the other has to complete
   */
  public record Edge(int on, Kind kind) {}

  /** What an edge asks of the step before. */
  public enum Kind {
    /** It has to complete; otherwise the step behind is skipped. */
    HARD,
    /** It has to end, in whatever way. */
    SOFT
  }

  /** What happens before the first attempt. */
  public enum Preparation {
    /** Nothing: the step runs as soon as there is a slot. */
    NONE,
    /** Somebody who knows the values is asked whether it runs, and how often. */
    ASKED,
    /** It has no attempts of its own: it ends its scope, and somebody is asked for its result. */
    JOIN
  }

  /**
   * What failures of a step lead to.
   *
   * @param onFailure what it means for the scope
   * @param retry how often each variant is tried
   * @param variants how many ways there are to do it, tried one after the other; at least 1
   * @param timeout how long one attempt may take
   */
  public record Policy(OnFailure onFailure, Retry retry, int variants, Optional<Duration> timeout) {
    /** One attempt, and its failure ends the scope. */
    public static final Policy ONCE = new Policy(OnFailure.FAIL, Retry.NEVER, 1, Optional.empty());

    public Policy {
      if (variants < 1) {
        throw new IllegalArgumentException("a step has at least one variant");
      }
    }
  }

  /** What the failure of a step means for its scope. */
  public enum OnFailure {
    /** The scope fails: nothing more of it is started, what runs may end. */
    FAIL,
    /** Steps that need this one are skipped; everything else goes on. */
    CONTINUE
  }

  public Step {
    waitsFor = List.copyOf(waitsFor);
  }

  /** A step of the run that waits for {@code needed} and is tried once. */
  public static Step needing(String id, List<Integer> needed) {
    List<Edge> edges = needed.stream().map(on -> new Edge(on, Kind.HARD)).toList();
    return new Step(id, edges, Plan.RUN, Preparation.NONE, Policy.ONCE);
  }
}
