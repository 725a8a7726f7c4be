package dev.symphony.capabilities.right;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcePatternCoverTest {

  @ParameterizedTest
  @CsvSource({
    "**, **, true",
    "**, a/*/b, true",
    "src/**, src/**, true",
    "src/**, src/*.js, true",
    "src/**, src/a/**/b, true",
    "src/**, *, false",
    "src/**, **, false",
    "src/*, src/**, false",
    "*.js, **/*.js, false",
    "**/*.js, **/*.js, true",
    "**/*.js, lib/?.js, true",
    "?, *, false",
    "?, ?, true",
    "a, ?, false",
    "*/**, **, false",
  })
  void coversWhatItContains(String wide, String narrow, boolean covers) {
    assertEquals(covers, ResourcePattern.of(wide).covers(ResourcePattern.of(narrow)));
  }

  @ParameterizedTest
  @CsvSource({
    "config/**, config/, true",
    "config/**, config/a, true",
    "config/**, config, false",
    "config*, config, false",
    "config/*, config/, false",
    "**, '', true",
    "a/**, '', false",
  })
  void coversThePrefixesWhoseEveryNameItMatches(String wide, String prefix, boolean covers) {
    ResourcePattern asked = ResourcePattern.ofPrefix(prefix).orElseThrow();
    assertEquals(covers, ResourcePattern.of(wide).covers(asked));
  }

  @ParameterizedTest
  @CsvSource({"a*", "?", "a/**"})
  void prefixesWithWildcards_areRejected(String prefix) {
    assertTrue(ResourcePattern.ofPrefix(prefix).isEmpty());
  }

  @Property(tries = 20_000)
  void whatACoveredPatternMatches_isMatched(
      @ForAll("patterns") String wide,
      @ForAll("patterns") String narrow,
      @ForAll("names") String name) {
    ResourcePattern outer = ResourcePattern.of(wide);
    ResourcePattern inner = ResourcePattern.of(narrow);
    if (outer.covers(inner) && inner.matches(name)) {
      assertTrue(outer.matches(name), () -> wide + " covers " + narrow + " but misses " + name);
    }
  }

  @Property
  void everyPatternCoversItself(@ForAll("patterns") String pattern) {
    assertTrue(ResourcePattern.of(pattern).covers(ResourcePattern.of(pattern)));
  }

  @Provide
  Arbitrary<String> patterns() {
    Arbitrary<String> segment =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just("**")),
            Tuple.of(
                5,
                Arbitraries.strings()
                    .withChars('a', '*', '?')
                    .ofMinLength(1)
                    .ofMaxLength(3)
                    .filter(s -> !s.contains("**"))));
    return segment.list().ofMinSize(1).ofMaxSize(4).map(s -> String.join("/", s));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings()
        .withChars('a', 'b')
        .ofMinLength(1)
        .ofMaxLength(3)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(s -> String.join("/", s));
  }
}
