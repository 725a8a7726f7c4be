package dev.symphony.capabilities.right;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePatternTest {

  @ParameterizedTest
  @CsvSource({
    "**, a/b/c, true",
    "src/**, src/a.c, true",
    "src/**, src, true",
    "src/**, srcs/a.c, false",
    "src/*, src/a/b, false",
    "**/*.js, a.js, true",
    "**/*.js, a/b/c.js, true",
    "a/**/z, a/z, true",
    "a/**/z, a/b/c/z, true",
    "a/**/z, a/b/c/y, false",
    "a?c, abc, true",
    "a?c, a/c, false",
    "file, file, true",
    "file, File, false",
  })
  void matches(String pattern, String resource, boolean expected) {
    assertEquals(expected, ResourcePattern.of(pattern).matches(resource));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a**", "**a/b", "a\nb"})
  void malformedPatterns_areRejected(String text) {
    assertThrows(RightSyntaxException.class, () -> ResourcePattern.of(text));
  }

  @Property
  void agreesWithTheNaiveMatcher(
      @ForAll("patterns") List<String> pattern, @ForAll("paths") List<String> path) {
    boolean naive = naive(pattern, path);
    boolean fast = ResourcePattern.of(String.join("/", pattern)).matches(String.join("/", path));
    assertEquals(naive, fast, () -> pattern + " on " + path);
  }

  @Test
  void manyStars_takeNoExponentialTime() {
    ResourcePattern pattern = ResourcePattern.of("**/a*/".repeat(60) + "**/b");
    String path = "aaaaaaaa/".repeat(400) + "c";
    assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertFalse(pattern.matches(path.substring(0, 3000))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/etc/passwd", "a/../b", "..", "a//b", "a/", "./a", "a\\b", "a\u0000b"})
  void nonCanonicalPaths_areRefused(String path) {
    assertTrue(ResourcePath.canonical(path).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b.txt", "...", "..a/b..", ".git/config", "ä/€"})
  void canonicalPaths_areKept(String path) {
    assertEquals(path, ResourcePath.canonical(path).orElseThrow());
  }

  @Provide
  Arbitrary<List<String>> patterns() {
    Arbitrary<String> segment = Arbitraries.of("a", "b", "ab", "*", "**", "a*", "*b", "?", "a?b");
    return segment.list().ofMinSize(1).ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<String>> paths() {
    return Arbitraries.of("a", "b", "ab", "aab", "ba").list().ofMinSize(1).ofMaxSize(6);
  }

  private static boolean naive(List<String> pattern, List<String> path) {
    if (pattern.isEmpty()) {
      return path.isEmpty();
    }
    List<String> rest = pattern.subList(1, pattern.size());
    if (pattern.getFirst().equals("**")) {
      return naive(rest, path) || (!path.isEmpty() && naive(pattern, path.subList(1, path.size())));
    }
    return !path.isEmpty()
        && naiveSegment(pattern.getFirst(), path.getFirst())
        && naive(rest, path.subList(1, path.size()));
  }

  private static boolean naiveSegment(String glob, String text) {
    if (glob.isEmpty()) {
      return text.isEmpty();
    }
    if (glob.charAt(0) == '*') {
      return naiveSegment(glob.substring(1), text)
          || (!text.isEmpty() && naiveSegment(glob, text.substring(1)));
    }
    return !text.isEmpty()
        && (glob.charAt(0) == '?' || glob.charAt(0) == text.charAt(0))
        && naiveSegment(glob.substring(1), text.substring(1));
  }
}
