package dev.symphony.policy.solver;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Values for the names in a formula. What is not there is the empty text, zero, or not set.
 *
 * @param texts texts by name
 * @param numbers numbers by name
 * @param flags the flags that are set
 */
public record Assignment(Map<String, String> texts, Map<String, Long> numbers, Set<String> flags) {
  public Assignment {
    texts = Map.copyOf(texts);
    numbers = Map.copyOf(numbers);
    flags = Set.copyOf(flags);
  }

  /** The text called {@code name}. */
  public String text(String name) {
    return texts.getOrDefault(name, "");
  }

  /** The number called {@code name}. */
  public long number(String name) {
    return numbers.getOrDefault(name, 0L);
  }

  String joined(List<String> parts) {
    return parts.stream()
        .map(p -> p.startsWith("=") ? p.substring(1) : text(p))
        .collect(Collectors.joining());
  }
}
