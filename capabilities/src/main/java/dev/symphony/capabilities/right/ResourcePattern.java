package dev.symphony.capabilities.right;

import java.util.List;
import java.util.Optional;

/**
 * A glob over resources: segments are separated by {@code /}; {@code *} and {@code ?} stay within a
 * segment, {@code **} as a whole segment stands for any number of segments, none included.
 *
 * <p>Matching takes time proportional to pattern length times resource length, whatever the input.
 * The resource has to be in canonical form (see {@link ResourcePath}); the pattern does not
 * normalise it.
 */
public final class ResourcePattern {
  /** Matches every resource. */
  public static final ResourcePattern ANY = new ResourcePattern("**");

  private static final String ANY_SEGMENTS = "**";
  private static final int MAX_LENGTH = 4096;

  private final String text;
  private final List<String> segments;
  private final boolean literal;
  private final boolean any;

  private ResourcePattern(String text) {
    this.text = text;
    this.segments = List.of(text.split("/", -1));
    this.any = text.equals(ANY_SEGMENTS);
    this.literal = text.indexOf('*') < 0 && text.indexOf('?') < 0;
  }

  /**
   * Reads a pattern.
   *
   * @throws RightSyntaxException when it is empty, longer than 4,096 characters, holds a control
   *     character, or uses {@code **} as part of a segment
   */
  public static ResourcePattern of(String text) {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw new RightSyntaxException("a resource pattern has 1 to " + MAX_LENGTH + " characters");
    }
    if (text.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new RightSyntaxException("a resource pattern has no control characters");
    }
    ResourcePattern pattern = new ResourcePattern(text);
    if (pattern.segments.stream().anyMatch(s -> s.contains("**") && !s.equals(ANY_SEGMENTS))) {
      throw new RightSyntaxException("'**' stands alone between slashes: " + text);
    }
    return pattern;
  }

  /** Reads a pattern that comes from outside; nothing when it is malformed. */
  public static Optional<ResourcePattern> parse(String text) {
    try {
      return Optional.of(of(text));
    } catch (RightSyntaxException e) {
      return Optional.empty();
    }
  }

  /**
   * The pattern of all names that start with {@code prefix}; nothing when the prefix has wildcards
   * or can't start a pattern.
   */
  public static Optional<ResourcePattern> ofPrefix(String prefix) {
    return prefix.indexOf('*') >= 0 || prefix.indexOf('?') >= 0
        ? Optional.empty()
        : parse(prefix + "*/" + ANY_SEGMENTS);
  }

  /**
   * Whether this pattern stands for everything that {@code narrower} stands for. The answer true is
   * always right; a few pairs whose texts are built very differently get false although the one
   * contains the other.
   *
   * <p>The text of the narrower pattern is matched as if it were a resource, where {@code **} may
   * only fall to {@code **}, and {@code *} only to a wildcard for many characters.
   */
  public boolean covers(ResourcePattern narrower) {
    return any || matchesSegments(narrower.segments.toArray(String[]::new), Reading.SYMBOLIC);
  }

  /** How the text under the pattern is read. */
  private enum Reading {
    /** Every character is itself. */
    PLAIN,
    /** The wildcards of a pattern stand for whatever they can match. */
    SYMBOLIC;

    boolean fallsToSegment(String segment) {
      return this == PLAIN || !segment.equals(ANY_SEGMENTS);
    }

    boolean fallsToOne(char c) {
      return this == PLAIN || c != '*';
    }
  }

  /** Whether {@code resource} is one of those that the pattern stands for. */
  public boolean matches(String resource) {
    if (any) {
      return true;
    }
    return literal
        ? text.equals(resource)
        : matchesSegments(resource.split("/", -1), Reading.PLAIN);
  }

  private boolean matchesSegments(String[] path, Reading reading) {
    int p = 0;
    int star = -1;
    int resume = 0;
    int r = 0;
    while (r < path.length) {
      if (p < segments.size() && segments.get(p).equals(ANY_SEGMENTS)) {
        star = p++;
        resume = r;
      } else if (p < segments.size()
          && reading.fallsToSegment(path[r])
          && matchesSegment(segments.get(p), path[r], reading)) {
        p++;
        r++;
      } else if (star >= 0) {
        p = star + 1;
        r = ++resume;
      } else {
        return false;
      }
    }
    return segments.subList(p, segments.size()).stream().allMatch(ANY_SEGMENTS::equals);
  }

  private static boolean matchesSegment(String glob, String segment, Reading reading) {
    int g = 0;
    int star = -1;
    int resume = 0;
    int s = 0;
    while (s < segment.length()) {
      if (g < glob.length() && glob.charAt(g) == '*') {
        star = g++;
        resume = s;
      } else if (g < glob.length() && fits(glob.charAt(g), segment.charAt(s), reading)) {
        g++;
        s++;
      } else if (star >= 0) {
        g = star + 1;
        s = ++resume;
      } else {
        return false;
      }
    }
    return glob.chars().skip(g).allMatch(c -> c == '*');
  }

  private static boolean fits(char glob, char c, Reading reading) {
    return glob == '?' ? reading.fallsToOne(c) : glob == c;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ResourcePattern pattern && text.equals(pattern.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The pattern as {@link #of} reads it. */
  @Override
  public String toString() {
    return text;
  }
}
