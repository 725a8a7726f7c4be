package dev.symphony.capabilities.datalog;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The regular expressions of one evaluation; a pattern that can't be read matches nothing. */
final class Patterns {
  private final Map<String, Optional<RegularExpression>> compiled = new HashMap<>();

  /** Whether the pattern is found in the text. */
  boolean find(String pattern, String text) {
    return compiled
        .computeIfAbsent(pattern, RegularExpression::of)
        .map(known -> known.find(text))
        .orElse(false);
  }
}
