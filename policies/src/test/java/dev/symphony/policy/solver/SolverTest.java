package dev.symphony.policy.solver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.right.ResourcePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The search, Z3 and plain trying out give the same answers. */
class SolverTest {
  private static final List<String> ALL = texts(4);

  private static List<String> texts(int length) {
    List<String> texts = new ArrayList<>(List.of(""));
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      if (text.length() < length) {
        for (String c : List.of("a", "b", "/", "x")) {
          texts.add(text + c);
        }
      }
    }
    return texts;
  }

  private static Formula matching(String pattern) {
    return new Formula.In("/", "t", Names.matching(ResourcePattern.of(pattern)));
  }

  @Test
  void languageOfAPattern_isWhatThePatternMatches() {
    for (String pattern :
        List.of("**", "a", "a/*", "*/a", "a?", "**/a", "a/**", "a/**/b", "*a*", "*/**", "?/?")) {
      Language language = Names.matching(ResourcePattern.of(pattern));
      for (String text : ALL) {
        assertEquals(
            ResourcePattern.of(pattern).matches(text),
            language.has("/" + text),
            pattern + " " + text);
      }
    }
  }

  @Test
  void coveredPrefixes_areThoseThatThePatternCovers() {
    for (String pattern :
        List.of(
            "**", "a", "a/*", "*/**", "a/**", "a*/**", "a/*/**", "**/a/**", "?/**", "a/**/**",
            "*a/**")) {
      Language language = Names.coveredAsPrefix(ResourcePattern.of(pattern));
      for (String text : ALL) {
        boolean covers =
            ResourcePattern.ofPrefix(text)
                .filter(prefix -> ResourcePattern.of(pattern).covers(prefix))
                .isPresent();
        assertTrue(
            !covers || language.has("/" + text),
            () -> pattern + " covers what begins with " + text);
      }
    }
  }

  @Test
  void searchAndZ3_agreeWithTrying() {
    List<String> patterns =
        List.of("a/*", "*/b", "**", "a", "b/**", "?/?", "**/x", "*", "a*/b*", "x?");
    Random random = new Random(7);
    for (int i = 0; i < 60; i++) {
      Formula formula =
          Formula.all(
              matching(patterns.get(random.nextInt(patterns.size()))),
              Formula.any(
                  Formula.not(matching(patterns.get(random.nextInt(patterns.size())))),
                  matching(patterns.get(random.nextInt(patterns.size())))),
              Formula.in(
                  "t",
                  Language.star(
                      Language.either(
                          List.of(
                              Language.word("a"),
                              Language.word("b"),
                              Language.word("/"),
                              Language.word("x"))))),
              Formula.in("t", Language.atMost(4)));
      boolean possible = ALL.stream().anyMatch(text -> holds(formula, text));
      Solution searched = Solver.solve(formula);
      assertEquals(
          possible, searched instanceof Solution.Possible, () -> formula + ": " + searched);
      Solution solved = Z3.solve(formula);
      assertEquals(possible, solved instanceof Solution.Possible, () -> formula + ": " + solved);
    }
  }

  private static boolean holds(Formula formula, String text) {
    return formula.holds(new Assignment(Map.of("t", text), Map.of(), Set.of()));
  }

  @Test
  void numbersTextsAndFlags_goTogether() {
    Formula formula =
        Formula.all(
            new Formula.Compared("n", Formula.Relation.MORE, 1000),
            new Formula.Compared("n", Formula.Relation.AT_MOST, 1001),
            Formula.not(new Formula.Flag("f")),
            new Formula.Joined("whole", List.of("left", "=/", "right")),
            Formula.is("whole", "a/b"),
            Formula.not(new Formula.Same("left", "right")));
    Assignment example = assertInstanceOf(Solution.Possible.class, Solver.solve(formula)).example();
    assertEquals(1001, example.number("n"));
    assertEquals("a", example.text("left"));
    assertInstanceOf(
        Solution.Impossible.class,
        Solver.solve(Formula.all(formula, new Formula.Compared("n", Formula.Relation.EQUAL, 7))));
  }

  @Test
  void branchesAndZ3_agreeAboutSeveralTexts() {
    Random random = new Random(11);
    int decided = 0;
    for (int i = 0; i < 60; i++) {
      Formula formula =
          Formula.all(chance(random, 3), chance(random, 3), Formula.not(chance(random, 2)));
      boolean possible = Z3.solve(formula) instanceof Solution.Possible;
      Optional<Solution> branched = Branches.solve(formula);
      if (branched.isPresent()) {
        decided++;
        assertEquals(possible, branched.get() instanceof Solution.Possible, formula::toString);
      }
    }
    assertTrue(decided > 50, "only " + decided);
  }

  private static Formula chance(Random random, int depth) {
    String text = List.of("t", "u", "v").get(random.nextInt(3));
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> new Formula.Flag(text);
      case 1 -> Formula.is(text, List.of("a", "b", "ab").get(random.nextInt(3)));
      case 2 -> new Formula.Same(text, "t");
      case 3 -> matching(List.of("a*", "*b", "?", "a").get(random.nextInt(4)));
      case 4 -> Formula.not(chance(random, depth - 1));
      case 5 -> Formula.all(chance(random, depth - 1), chance(random, depth - 1));
      default -> Formula.any(chance(random, depth - 1), chance(random, depth - 1));
    };
  }

  @Test
  void shortestExample_isReadable() {
    Solution.Possible found =
        assertInstanceOf(
            Solution.Possible.class,
            Solver.solve(Formula.all(matching("secrets/**"), Formula.not(matching("secrets")))));
    assertEquals("secrets/", found.example().text("t"));
  }
}
