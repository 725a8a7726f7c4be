package dev.symphony.capabilities.datalog;

import java.util.List;
import java.util.Optional;

/** A final decision of an authorizer: the first policy with a matching query decides. */
public record Policy(Kind kind, List<Query> queries) {
  /** What a matching policy decides. */
  public enum Kind {
    /** The request is allowed. */
    ALLOW(0, "allow if"),
    /** The request is denied. */
    DENY(1, "deny if");

    private final int wireId;
    private final String keyword;

    Kind(int wireId, String keyword) {
      this.wireId = wireId;
      this.keyword = keyword;
    }

    /** The words that begin such a policy. */
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

  public Policy {
    queries = List.copyOf(queries);
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
