package dev.symphony.capabilities.datalog;

import java.util.List;

/** A final decision of an authorizer: the first policy with a matching query decides. */
public record Policy(Kind kind, List<Query> queries) {
  /** What a matching policy decides. */
  public enum Kind {
    /** The request is allowed. */
    ALLOW("allow if"),
    /** The request is denied. */
    DENY("deny if");

    private final String keyword;

    Kind(String keyword) {
      this.keyword = keyword;
    }

    /** The words that begin such a policy. */
    public String keyword() {
      return keyword;
    }
  }

  public Policy {
    queries = List.copyOf(queries);
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
