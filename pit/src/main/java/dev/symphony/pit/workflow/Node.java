package dev.symphony.pit.workflow;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A step of a workflow: an extension with an input.
 *
 * @param id unique in the workflow
 * @param extension the directory of the extension, relative to the workflow file
 * @param input what the guest gets as input
 * @param grants by name of a capability, the directory input that it is rooted at
 * @param needs nodes that have to complete before
 * @param after nodes that have to end before, however they end
 * @param onFailure what its failure means for the workflow
 * @param retry how often it is tried
 */
public record Node(
    String id,
    String extension,
    Template input,
    Map<String, String> grants,
    Set<String> needs,
    Set<String> after,
    OnFailure onFailure,
    Retry retry) {

  /** What the failure of a node means for the workflow. */
  public enum OnFailure {
    /** The workflow fails: nothing more is started, what runs may end. */
    FAIL,
    /** Nodes that need this one are skipped; everything else goes on. */
    CONTINUE
  }

  public Node {
    grants = Map.copyOf(grants);
    needs = Collections.unmodifiableSet(new LinkedHashSet<>(needs));
    after = Collections.unmodifiableSet(new LinkedHashSet<>(after));
  }
}
