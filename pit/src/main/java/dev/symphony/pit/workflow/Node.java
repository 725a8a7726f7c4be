package dev.symphony.pit.workflow;

import dev.symphony.pit.schedule.Step;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A step of a workflow.
 *
 * @param id unique in the workflow
 * @param work what is done
 * @param input what the guest gets as input
 * @param grants by name of a capability, the directory input that it is rooted at
 * @param waits what has to be over before
 * @param turn whether it runs and how often
 * @param policy what its failures lead to
 */
public record Node(
    String id,
    Work work,
    Template input,
    Map<String, String> grants,
    Waits waits,
    Turn turn,
    Step.Policy policy) {

  /** What a node does. */
  public sealed interface Work {
    /**
     * It runs an extension.
     *
     * @param directories of the extension and its fallbacks in the order in which they are tried,
     *     relative to the workflow file
     */
    record Extension(List<String> directories) implements Work {
      public Extension {
        directories = List.copyOf(directories);
      }
    }

    /**
     * It is what a workflow inside this one ends with.
     *
     * @param nodes the nodes of the workflow inside
     * @param result what it returns; null when there is no report
     */
    record Inner(Set<String> nodes, Optional<Template> result) implements Work {
      public Inner {
        nodes = Collections.unmodifiableSet(new LinkedHashSet<>(nodes));
      }
    }
  }

  /**
   * What a node waits for.
   *
   * @param needs nodes that have to complete before
   * @param after nodes that have to end before, however they end
   * @param together nodes that it is to run side by side with
   */
  public record Waits(Set<String> needs, Set<String> after, Set<String> together) {
    public Waits {
      needs = Collections.unmodifiableSet(new LinkedHashSet<>(needs));
      after = Collections.unmodifiableSet(new LinkedHashSet<>(after));
      together = Collections.unmodifiableSet(new LinkedHashSet<>(together));
    }
  }

  /**
   * Whether a node runs and how often, once its turn has come.
   *
   * @param when it is left out unless this holds
   * @param each it runs once for each item of this
   */
  public record Turn(Optional<Condition> when, Optional<FanOut> each) {
    /** It runs once. */
    public static final Turn ONCE = new Turn(Optional.empty(), Optional.empty());
  }

  public Node {
    grants = Map.copyOf(grants);
  }

  /** The directories of the extensions that it may run, relative to the workflow file. */
  public List<String> extensions() {
    return work instanceof Work.Extension extension ? extension.directories() : List.of();
  }
}
