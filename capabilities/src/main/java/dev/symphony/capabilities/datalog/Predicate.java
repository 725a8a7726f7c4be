package dev.symphony.capabilities.datalog;

import java.util.List;

/** A name applied to terms: {@code right($file, "read")}. */
public record Predicate(String name, List<Term> terms) {
  public Predicate {
    Names.requirePredicate(name);
    terms = List.copyOf(terms);
  }

  /** The predicate of this name and these terms. */
  public static Predicate of(String name, Term... terms) {
    return new Predicate(name, List.of(terms));
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
