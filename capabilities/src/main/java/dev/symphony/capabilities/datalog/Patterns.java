package dev.symphony.capabilities.datalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Regular expressions that take time linear in the text, whatever the pattern.
 *
 * <p>The syntax is that of RE2. A pattern that is malformed, or that counted repetitions would make
 * huge, matches nothing.
 */
final class Patterns {
  private static final int MAX_LENGTH = 1_000;
  private static final long MAX_SIZE = 10_000;

  private final Map<String, Optional<Pattern>> compiled = new HashMap<>();

  /** Whether the pattern is found in the text. */
  boolean find(String pattern, String text) {
    return compiled
        .computeIfAbsent(pattern, Patterns::compile)
        .map(known -> known.matcher(text).find())
        .orElse(false);
  }

  private static Optional<Pattern> compile(String pattern) {
    if (pattern.length() > MAX_LENGTH || PatternSize.of(pattern) > MAX_SIZE) {
      return Optional.empty();
    }
    try {
      return Optional.of(Pattern.compile(pattern));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }
}
