package dev.symphony.capabilities.datalog;

import java.util.List;

/** A condition that has to hold for an authorization to succeed; one matching query is enough. */
public record Check(Kind kind, List<Query> queries) {
  /** How the queries of a check are read. */
  public enum Kind {
    /** {@code check if}: some match satisfies the expressions. */
    ONE("check if"),
    /** {@code check all}: there are matches, and all of them satisfy the expressions. */
    ALL("check all"),
    /** {@code reject if}: no match satisfies the expressions. */
    REJECT("reject if");

    private final String keyword;

    Kind(String keyword) {
      this.keyword = keyword;
    }

    /** The words that begin such a check. */
    public String keyword() {
      return keyword;
    }
  }

  public Check {
    queries = List.copyOf(queries);
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
