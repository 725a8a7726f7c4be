package dev.symphony.capabilities.datalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** The facts and rules of an evaluation, each with its origin. */
final class World {
  /** A rule with the place it stands in and the origins it trusts. */
  record ScopedRule(Rule rule, Origin place, Origin trusted) {}

  private final FactStore facts = new FactStore();
  private final List<ScopedRule> rules = new ArrayList<>();
  private final Budget budget;
  private final ExpressionMachine machine;
  private long iterations;

  World(Budget budget, Map<String, ExternFunction> functions) {
    this.budget = budget;
    this.machine = new ExpressionMachine(budget, functions);
  }

  void add(Origin origin, Fact fact) {
    facts.add(new OriginFact(origin, fact));
  }

  void add(ScopedRule rule) {
    rules.add(rule);
  }

  FactStore facts() {
    return facts;
  }

  long iterations() {
    return iterations;
  }

  void resumeAt(long earlierIterations) {
    iterations = earlierIterations;
  }

  /** Applies all rules until they make no new facts. */
  void run() {
    if (rules.isEmpty()) {
      return;
    }
    int rounds = 0;
    while (true) {
      Set<OriginFact> made = applyRules(rounds + 1);
      if (made.isEmpty()) {
        return;
      }
      made.forEach(facts::add);
      rounds++;
      iterations++;
      requireRoom(rounds, 0);
      budget.checkClock();
    }
  }

  private void requireRoom(int rounds, int pending) {
    if (rounds >= budget.limits().maxIterations()) {
      throw new ExecutionException(ExecutionError.TOO_MANY_ITERATIONS);
    }
    if (facts.size() + pending >= budget.limits().maxFacts()) {
      throw new ExecutionException(ExecutionError.TOO_MANY_FACTS);
    }
  }

  private Set<OriginFact> applyRules(int round) {
    Set<OriginFact> made = new LinkedHashSet<>();
    for (ScopedRule scoped : rules) {
      Rule rule = scoped.rule();
      match(
          rule.body(),
          scoped.trusted(),
          (origin, bindings) -> {
            OriginFact entry =
                new OriginFact(origin.with(scoped.place()), instance(rule.head(), bindings));
            if (!facts.has(entry) && made.add(entry) && overfull(made.size())) {
              requireRoom(round, made.size());
            }
            return true;
          });
    }
    return made;
  }

  private boolean overfull(int pending) {
    return facts.size() + pending >= budget.limits().maxFacts();
  }

  private static Fact instance(Predicate head, Bindings bindings) {
    List<Term> values = new ArrayList<>(head.terms().size());
    for (Term term : head.terms()) {
      Term value = term instanceof Term.Variable(String name) ? bindings.get(name) : term;
      if (value == null) {
        throw new ExecutionException(ExecutionError.UNKNOWN_VARIABLE);
      }
      values.add(value);
    }
    return new Fact(new Predicate(head.name(), values));
  }

  /** The facts that a rule makes of the world as it is. */
  Set<OriginFact> query(Rule rule, Origin place, Origin trusted) {
    Set<OriginFact> found = new LinkedHashSet<>();
    match(
        rule.body(),
        trusted,
        (origin, bindings) -> {
          found.add(new OriginFact(origin.with(place), instance(rule.head(), bindings)));
          return true;
        });
    return found;
  }

  /** Whether some match of the query satisfies its expressions. */
  boolean matchesSome(Query query, Origin trusted) {
    return !match(query, trusted, (origin, bindings) -> false);
  }

  /** Whether the query has matches, and all of them satisfy its expressions. */
  boolean matchesAll(Query query, Origin trusted) {
    int[] matches = {0};
    boolean allHold =
        new Matching(query.predicates(), trusted)
            .each((origin, bindings) -> {
              matches[0]++;
              return machine.holds(query.expressions(), bindings);
            });
    return allHold && matches[0] > 0;
  }

  /** Visits matches that satisfy the expressions, while the visitor wants more. */
  private boolean match(Query query, Origin trusted, BiPredicate<Origin, Bindings> visitor) {
    return new Matching(query.predicates(), trusted)
        .each((origin, bindings) ->
            !machine.holds(query.expressions(), bindings) || visitor.test(origin, bindings));
  }

  /** The ways to match a list of predicates with trusted facts. */
  private final class Matching {
    private final List<Predicate> predicates;
    private final Origin trusted;
    private final Bindings bindings = new Bindings();

    Matching(List<Predicate> predicates, Origin trusted) {
      this.predicates = predicates;
      this.trusted = trusted;
    }

    /** Visits every match; false when the visitor stopped. */
    boolean each(BiPredicate<Origin, Bindings> visitor) {
      return from(0, Origin.none(), visitor);
    }

    private boolean from(int index, Origin origin, BiPredicate<Origin, Bindings> visitor) {
      if (index == predicates.size()) {
        return visitor.test(origin, bindings);
      }
      Predicate pattern = predicates.get(index);
      int bound = bindings.size();
      for (OriginFact entry : facts.named(pattern.name())) {
        budget.step();
        if (entry.origin().isWithin(trusted)
            && unify(pattern.terms(), entry.fact().values())
            && !from(index + 1, origin.with(entry.origin()), visitor)) {
          return false;
        }
        bindings.truncate(bound);
      }
      return true;
    }

    private boolean unify(List<Term> patterns, List<Term> values) {
      if (patterns.size() != values.size()) {
        return false;
      }
      for (int i = 0; i < patterns.size(); i++) {
        if (!unify(patterns.get(i), values.get(i))) {
          return false;
        }
      }
      return true;
    }

    private boolean unify(Term pattern, Term value) {
      if (!(pattern instanceof Term.Variable(String name))) {
        return pattern.equals(value);
      }
      Term bound = bindings.get(name);
      if (bound == null) {
        bindings.push(name, value);
        return true;
      }
      return bound.equals(value);
    }
  }
}
