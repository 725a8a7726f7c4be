package dev.symphony.capabilities.datalog;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The body of a rule: predicates to match, expressions to hold, origins to trust. */
public record Query(List<Predicate> predicates, List<Expression> expressions, List<Scope> scopes) {
  public Query {
    predicates = List.copyOf(predicates);
    expressions = List.copyOf(expressions);
    scopes = List.copyOf(scopes);
  }

  /** The variables that matching the predicates binds. */
  Set<String> boundVariables() {
    Set<String> bound = new HashSet<>();
    for (Predicate predicate : predicates) {
      for (Term term : predicate.terms()) {
        if (term instanceof Term.Variable(String name)) {
          bound.add(name);
        }
      }
    }
    return bound;
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
