package dev.symphony.capabilities.datalog;

import java.util.List;
import java.util.Optional;

/** A condition that has to hold for an authorization to succeed; one matching query is enough. */
public record Check(Kind kind, List<Query> queries) {
  /** How the queries of a check are read. */
  public enum Kind {
    /** {@code check if}: some match satisfies the expressions. */
    ONE(0, "check if"),
    /** {@code check all}: there are matches, and all of them satisfy the expressions. */
    ALL(1, "check all"),
    /** {@code reject if}: no match satisfies the expressions. */
    REJECT(2, "reject if");

    private final int wireId;
    private final String keyword;

    Kind(int wireId, String keyword) {
      this.wireId = wireId;
      this.keyword = keyword;
    }

    /** The words that begin such a check. */
    public String keyword() {
      return keyword;
    }

    /** The number that stands for the kind in the token format. */
    public int wireId() {
      return wireId;
    }

    /** The kind behind a number of the token format. */
    public static Optional<Kind> ofWireId(long wireId) {
      for (Kind kind : values()) {
        if (kind.wireId == wireId) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
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
