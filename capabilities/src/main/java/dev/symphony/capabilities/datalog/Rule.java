package dev.symphony.capabilities.datalog;

import java.util.Set;

/** A statement that makes facts: where the body matches, the head holds. */
public record Rule(Predicate head, Query body) {

  /** Whether every variable of the head is bound by a predicate of the body. */
  public boolean isSafe() {
    Set<String> bound = body.boundVariables();
    for (Term term : head.terms()) {
      if (term instanceof Term.Variable(String name) && !bound.contains(name)) {
        return false;
      }
    }
    return true;
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
