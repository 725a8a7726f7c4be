package dev.symphony.capabilities.datalog;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/**
 * A regular expression of RE2, as the operator {@code matches} reads it: it takes time linear in
 * the text, whatever the pattern.
 */
public final class RegularExpression {
  private static final int MAX_LENGTH = 1_000;
  private static final long MAX_SIZE = 10_000;

  private final Pattern pattern;

  private RegularExpression(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Reads a pattern; nothing when it is malformed, or counted repetitions would make it huge. Such
   * a pattern matches nothing.
   */
  public static Optional<RegularExpression> of(String pattern) {
    if (pattern.length() > MAX_LENGTH || PatternSize.of(pattern) > MAX_SIZE) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RegularExpression(Pattern.compile(pattern)));
    } catch (PatternSyntaxException e) {
      return Optional.empty();
    }
  }

  /** Whether the pattern is found in the text. */
  public boolean find(String text) {
    return pattern.matcher(text).find();
  }
}
