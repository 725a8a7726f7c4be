package dev.symphony.policy.world;

import java.util.List;

/**
 * What a question about calls comes to.
 *
 * @param found calls that can be made
 * @param open what could not be decided, in words
 */
public record Touches(List<Touch> found, List<String> open) {
  public Touches {
    found = List.copyOf(found);
    open = List.copyOf(open);
  }
}
