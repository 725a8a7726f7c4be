package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.caveat.CheckCompiler.Conjunction;
import dev.symphony.capabilities.datalog.Check;
import java.util.List;

/**
 * A check that calls are held against without Datalog, for each operation of a service. Where a
 * call has a value of a type that the check was not compiled for, Datalog decides about this check
 * alone.
 */
public final class CompiledCaveat {
  private final Check check;
  private final List<List<Conjunction>> queries;
  private final EvaluatedCaveats fallback;

  CompiledCaveat(Check check, List<List<Conjunction>> queries, EvaluatedCaveats fallback) {
    this.check = check;
    this.queries = List.copyOf(queries);
    this.fallback = fallback;
  }

  /** The check that it was made from. */
  public Check check() {
    return check;
  }

  /** Whether some call of an operation can pass; the operation is its place in the list. */
  public boolean canAdmit(int operation) {
    return isRejection() ? !hasSureMatch(operation) : !queries.get(operation).isEmpty();
  }

  /** Whether every call of an operation passes. */
  public boolean alwaysAdmits(int operation) {
    return isRejection() ? queries.get(operation).isEmpty() : hasSureMatch(operation);
  }

  private boolean isRejection() {
    return check.kind() == Check.Kind.REJECT;
  }

  private boolean hasSureMatch(int operation) {
    List<Conjunction> of = queries.get(operation);
    return !of.isEmpty() && of.getFirst().conditions().isEmpty();
  }

  /** Whether a call of an operation passes. */
  public boolean admits(int operation, Call call) {
    for (Conjunction query : queries.get(operation)) {
      switch (query.test(call)) {
        case HOLDS -> {
          return !isRejection();
        }
        case UNSURE -> {
          return fallback.admits(call);
        }
        case FAILS -> {}
      }
    }
    return isRejection();
  }
}
