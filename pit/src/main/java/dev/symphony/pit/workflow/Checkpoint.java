package dev.symphony.pit.workflow;

import java.util.Map;

/**
 * How far a run had got when it was interrupted.
 *
 * @param settled what was over with, by name: a node, or an item of one as {@code id[index]}
 * @param attempts how many attempts were started, by the same names
 */
public record Checkpoint(Map<String, NodeRecord> settled, Map<String, Integer> attempts) {
  /** Nothing was done. */
  public static final Checkpoint NONE = new Checkpoint(Map.of(), Map.of());

  public Checkpoint {
    settled = Map.copyOf(settled);
    attempts = Map.copyOf(attempts);
  }
}
