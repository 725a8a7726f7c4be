package dev.symphony.capabilities.datalog;

import java.util.List;

/** A statement that holds: a predicate without variables. */
public record Fact(Predicate predicate) {
  public Fact {
    predicate.terms().forEach(Fact::requireValue);
  }

  private static void requireValue(Term term) {
    if (term instanceof Term.Variable) {
      throw new IllegalArgumentException("variables are not allowed in facts");
    }
  }

  /** The fact of this name and these values. */
  public static Fact of(String name, Term... values) {
    return new Fact(Predicate.of(name, values));
  }

  /** The name of the predicate. */
  public String name() {
    return predicate.name();
  }

  /** The values of the predicate. */
  public List<Term> values() {
    return predicate.terms();
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(predicate);
  }
}
