package dev.symphony.capabilities.datalog;

import java.util.List;

/** What a query over an evaluated world gave. */
public sealed interface QueryResult {
  /** The facts that the query made, each once. */
  record Found(List<Fact> facts) implements QueryResult {
    public Found {
      facts = List.copyOf(facts);
    }
  }

  /** The query had to stop. */
  record Failed(ExecutionError error) implements QueryResult {}
}
