package dev.symphony.policy.solver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides formulas about texts and flags by trying their branches one after the other: what a
 * branch says about one text is one language, and a branch ends as soon as one of them is empty.
 */
final class Branches {
  private static final int MOST_STEPS = 50_000;
  private static final int MAX_STATES = 20_000;

  private final Map<Language, Shortest.Found> shortest = new HashMap<>();
  private int steps;
  private boolean uncertain;

  private Branches() {}

  /** The solution; nothing when it is one for a solver of another kind. */
  static Optional<Solution> solve(Formula formula) {
    Branches branches = new Branches();
    try {
      Optional<Assignment> found =
          branches.search(List.of(branches.positive(formula)), new Branch());
      if (found.isPresent()) {
        return formula.holds(found.get())
            ? Optional.of(new Solution.Possible(found.get()))
            : Optional.empty();
      }
      return branches.uncertain ? Optional.empty() : Optional.of(new Solution.Impossible());
    } catch (BeyondBranches e) {
      return Optional.empty();
    }
  }

  /** The formula is none for this search, or it takes too many steps. */
  private static final class BeyondBranches extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BeyondBranches() {
      super("beyond branches", null, false, false);
    }
  }

  /** What one branch says so far. */
  private static final class Branch {
    final Map<String, Set<Language>> texts = new HashMap<>();
    final Map<String, Boolean> flags = new HashMap<>();
    final Map<String, String> same = new HashMap<>();
    final List<Formula.Same> different = new ArrayList<>();
    final List<Formula.Joined> joined = new ArrayList<>();

    Branch copy() {
      Branch copy = new Branch();
      texts.forEach((name, languages) -> copy.texts.put(name, new LinkedHashSet<>(languages)));
      copy.flags.putAll(flags);
      copy.same.putAll(same);
      copy.different.addAll(different);
      copy.joined.addAll(joined);
      return copy;
    }

    String root(String name) {
      String root = name;
      while (same.containsKey(root)) {
        root = same.getOrDefault(root, root);
      }
      return root;
    }

    Language language(String name) {
      return Language.both(texts.getOrDefault(root(name), Set.of()));
    }

    void add(String name, Language language) {
      texts.computeIfAbsent(root(name), n -> new LinkedHashSet<>()).add(language);
    }

    void merge(String left, String right) {
      String into = root(left);
      String from = root(right);
      if (!into.equals(from)) {
        Set<Language> languages = texts.getOrDefault(from, Set.of());
        texts.computeIfAbsent(into, n -> new LinkedHashSet<>()).addAll(languages);
        texts.remove(from);
        same.put(from, into);
      }
    }
  }

  /** The formula with negations in front of its smallest parts only. */
  private Formula positive(Formula formula) {
    return switch (formula) {
      case Formula.All(List<Formula> parts) ->
          new Formula.All(parts.stream().map(this::positive).toList());
      case Formula.Any(List<Formula> parts) ->
          new Formula.Any(parts.stream().map(this::positive).toList());
      case Formula.Not(Formula part) -> negative(part);
      case Formula.Compared c -> throw new BeyondBranches();
      default -> formula;
    };
  }

  private Formula negative(Formula formula) {
    return switch (formula) {
      case Formula.Constant(Formula.Truth truth) ->
          truth == Formula.Truth.TRUE ? Formula.never() : Formula.always();
      case Formula.All(List<Formula> parts) ->
          new Formula.Any(parts.stream().map(this::negative).toList());
      case Formula.Any(List<Formula> parts) ->
          new Formula.All(parts.stream().map(this::negative).toList());
      case Formula.Not(Formula part) -> positive(part);
      case Formula.In(String prefix, String text, Language language) ->
          new Formula.In(prefix, text, Language.not(language));
      case Formula.Compared c -> throw new BeyondBranches();
      case Formula.Joined j -> throw new BeyondBranches();
      case Formula.Flag f -> new Formula.Not(f);
      case Formula.Same s -> new Formula.Not(s);
    };
  }

  /** Takes in everything that leaves no choice, and then tries the choices of the first one. */
  private Optional<Assignment> search(List<Formula> demands, Branch branch) {
    List<Formula> open = new ArrayList<>(demands);
    List<Formula.Any> choices = new ArrayList<>();
    while (!open.isEmpty()) {
      if (++steps > MOST_STEPS) {
        throw new BeyondBranches();
      }
      Formula demand = open.removeLast();
      switch (demand) {
        case Formula.All(List<Formula> parts) -> open.addAll(parts);
        case Formula.Any any when any.parts().size() == 1 -> open.add(any.parts().getFirst());
        case Formula.Any any -> choices.add(any);
        default -> {
          if (!take(demand, branch)) {
            return Optional.empty();
          }
        }
      }
    }
    return choices.isEmpty() ? assignment(branch) : choose(choices, branch);
  }

  private Optional<Assignment> choose(List<Formula.Any> choices, Branch branch) {
    Formula.Any smallest = choices.getFirst();
    for (Formula.Any any : choices) {
      smallest = any.parts().size() < smallest.parts().size() ? any : smallest;
    }
    List<Formula> others = new ArrayList<>(choices);
    others.remove(smallest);
    for (Formula way : smallest.parts()) {
      List<Formula> demands = new ArrayList<>(others);
      demands.add(way);
      Optional<Assignment> found = search(demands, branch.copy());
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Takes a smallest part in; false when the branch contradicts it. */
  private boolean take(Formula demand, Branch branch) {
    return switch (demand) {
      case Formula.Constant(Formula.Truth truth) -> truth == Formula.Truth.TRUE;
      case Formula.Flag(String name) -> flag(name, true, branch);
      case Formula.Not(Formula.Flag(String name)) -> flag(name, false, branch);
      case Formula.In(String prefix, String text, Language language) -> {
        branch.add(text, language.after(prefix));
        yield isPossible(branch.language(text));
      }
      case Formula.Same(String left, String right) -> {
        branch.merge(left, right);
        yield isPossible(branch.language(left));
      }
      case Formula.Not(Formula.Same same) -> branch.different.add(same);
      case Formula.Joined joined -> branch.joined.add(joined);
      default -> throw new BeyondBranches();
    };
  }

  private static boolean flag(String name, boolean value, Branch branch) {
    Boolean known = branch.flags.putIfAbsent(name, value);
    return known == null || known == value;
  }

  private boolean isPossible(Language language) {
    return !(find(language) instanceof Shortest.Found.Nothing);
  }

  private Shortest.Found find(Language language) {
    return shortest.computeIfAbsent(language, l -> Shortest.in(l, MAX_STATES));
  }

  /** The shortest text, or a note that there may be one. */
  private Optional<String> text(Language language) {
    return switch (find(language)) {
      case Shortest.Found.Text(String text) -> Optional.of(text);
      case Shortest.Found.Nothing n -> Optional.empty();
      case Shortest.Found.TooLarge t -> {
        uncertain = true;
        yield Optional.empty();
      }
    };
  }

  private Optional<Assignment> assignment(Branch branch) {
    if (branch.different.stream()
        .anyMatch(d -> branch.root(d.left()).equals(branch.root(d.right())))) {
      return Optional.empty();
    }
    Map<String, String> chosen = new HashMap<>();
    for (Formula.Joined joined : branch.joined) {
      if (!join(joined, branch, chosen)) {
        return Optional.empty();
      }
    }
    for (String name : names(branch)) {
      if (!chosen.containsKey(name)) {
        Optional<String> text = text(apart(name, branch, chosen));
        if (text.isEmpty()) {
          uncertain |= !branch.different.isEmpty();
          return Optional.empty();
        }
        chosen.put(name, text.get());
      }
    }
    Map<String, String> texts = new HashMap<>(chosen);
    branch
        .same
        .keySet()
        .forEach(name -> texts.put(name, chosen.getOrDefault(branch.root(name), "")));
    Set<String> flags = new TreeSet<>();
    branch.flags.forEach((name, value) -> {
      if (value) {
        flags.add(name);
      }
    });
    return Optional.of(new Assignment(texts, Map.of(), flags));
  }

  private static Set<String> names(Branch branch) {
    Set<String> names = new TreeSet<>(branch.texts.keySet());
    branch.different.forEach(different -> {
      names.add(branch.root(different.left()));
      names.add(branch.root(different.right()));
    });
    return names;
  }

  /** The language of a text, less what the texts are that it has to be different from. */
  private static Language apart(String name, Branch branch, Map<String, String> chosen) {
    List<Language> parts = new ArrayList<>(List.of(branch.language(name)));
    for (Formula.Same different : branch.different) {
      String left = branch.root(different.left());
      String right = branch.root(different.right());
      String other = left.equals(name) ? right : right.equals(name) ? left : "";
      if (!other.isEmpty() && chosen.containsKey(other)) {
        parts.add(Language.not(Language.word(chosen.getOrDefault(other, ""))));
      }
    }
    return Language.both(parts);
  }

  /** Chooses a text that is put together, and so all of its parts. */
  private boolean join(Formula.Joined joined, Branch branch, Map<String, String> chosen) {
    List<Language> parts = new ArrayList<>();
    for (String part : joined.parts()) {
      parts.add(
          part.startsWith("=")
              ? Language.word(part.substring(1))
              : apart(branch.root(part), branch, chosen));
    }
    String whole = branch.root(joined.whole());
    Optional<String> text =
        text(Language.both(List.of(branch.language(whole), Language.sequence(parts))));
    if (text.isEmpty()) {
      uncertain |= branch.joined.size() > 1 || !branch.different.isEmpty();
      return false;
    }
    chosen.put(whole, text.get());
    if (!split(text.get(), joined.parts(), parts, 0, branch, chosen)) {
      uncertain = true;
      return false;
    }
    return true;
  }

  private static boolean split(
      String rest,
      List<String> names,
      List<Language> parts,
      int index,
      Branch branch,
      Map<String, String> chosen) {
    if (index == names.size()) {
      return rest.isEmpty();
    }
    for (int end = 0; end <= rest.length(); end++) {
      String part = rest.substring(0, end);
      if (parts.get(index).has(part)
          && split(rest.substring(end), names, parts, index + 1, branch, chosen)) {
        if (!names.get(index).startsWith("=")) {
          chosen.put(branch.root(names.get(index)), part);
        }
        return true;
      }
    }
    return false;
  }
}
