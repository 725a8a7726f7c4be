package dev.symphony.policy.solver;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether formulas can hold. A formula about one text alone is decided here, by searching
 * the derivatives of its language; everything else goes to the SMT solver Z3, which is loaded when
 * it is first needed. Every example is checked against the formula before it is given out.
 */
public final class Solver {
  private static final int MAX_STATES = 20_000;

  private Solver() {}

  /** Decides. */
  public static Solution solve(Formula formula) {
    Set<String> texts = new HashSet<>();
    if (isAboutTexts(formula, texts) && texts.size() <= 1) {
      String text = texts.stream().findFirst().orElse("");
      Optional<Solution> found = bySearch(language(formula), text);
      if (found.isPresent()) {
        return checked(formula, found.get());
      }
    }
    return checked(formula, Z3.solve(formula));
  }

  private static Solution checked(Formula formula, Solution solution) {
    return solution instanceof Solution.Possible(Assignment example) && !formula.holds(example)
        ? new Solution.Undecided("the solver's example does not hold: " + example)
        : solution;
  }

  private static Optional<Solution> bySearch(Language language, String text) {
    return switch (Shortest.in(language, MAX_STATES)) {
      case Shortest.Found.Text(String found) ->
          Optional.of(
              new Solution.Possible(new Assignment(Map.of(text, found), Map.of(), Set.of())));
      case Shortest.Found.Nothing n -> Optional.of(new Solution.Impossible());
      case Shortest.Found.TooLarge t -> Optional.empty();
    };
  }

  private static boolean isAboutTexts(Formula formula, Set<String> texts) {
    return switch (formula) {
      case Formula.Constant c -> true;
      case Formula.In in -> {
        texts.add(in.text());
        yield true;
      }
      case Formula.Not(Formula part) -> isAboutTexts(part, texts);
      case Formula.All(List<Formula> parts) -> parts.stream().allMatch(p -> isAboutTexts(p, texts));
      case Formula.Any(List<Formula> parts) -> parts.stream().allMatch(p -> isAboutTexts(p, texts));
      case Formula.Flag f -> false;
      case Formula.Same s -> false;
      case Formula.Joined j -> false;
      case Formula.Compared c -> false;
    };
  }

  private static Language language(Formula formula) {
    return switch (formula) {
      case Formula.Constant(Formula.Truth truth) ->
          truth == Formula.Truth.TRUE ? Language.everything() : Language.none();
      case Formula.In(String prefix, String text, Language language) -> language.after(prefix);
      case Formula.Not(Formula part) -> Language.not(language(part));
      case Formula.All(List<Formula> parts) ->
          Language.both(parts.stream().map(Solver::language).toList());
      case Formula.Any(List<Formula> parts) ->
          Language.either(parts.stream().map(Solver::language).toList());
      case Formula.Flag f -> throw new IllegalArgumentException("not about texts: " + f);
      case Formula.Same s -> throw new IllegalArgumentException("not about texts: " + s);
      case Formula.Joined j -> throw new IllegalArgumentException("not about texts: " + j);
      case Formula.Compared c -> throw new IllegalArgumentException("not about texts: " + c);
    };
  }
}
