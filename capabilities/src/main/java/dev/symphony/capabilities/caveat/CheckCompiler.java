package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.caveat.OperationShape.ResourceRole;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.Expression;
import dev.symphony.capabilities.datalog.Predicate;
import dev.symphony.capabilities.datalog.Query;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Specialises checks to one operation. Every predicate of the call vocabulary has at most one
 * matching fact, so that a query is a list of conditions that all have to hold; a query whose shape
 * is not known, or that joins facts, is not compiled.
 */
final class CheckCompiler {
  /** The conditions of one query; a query that can match no call is not there at all. */
  record Conjunction(List<Condition> conditions) {
    /** Tests in order, as Datalog does: first the facts, then the expressions. */
    Verdict test(Call call) {
      for (Condition condition : conditions) {
        Verdict verdict = condition.test(call);
        if (verdict != Verdict.HOLDS) {
          return verdict;
        }
      }
      return Verdict.HOLDS;
    }
  }

  private final OperationShape shape;
  private final Set<String> holders;

  CheckCompiler(OperationShape shape, Set<PublicKey> holders) {
    this.shape = shape;
    this.holders = holders.stream().map(PublicKey::toString).collect(Collectors.toSet());
  }

  /** The queries that can match, or nothing when some query has a shape that is not known. */
  Optional<List<Conjunction>> compile(Check check) {
    List<Conjunction> queries = new ArrayList<>();
    for (Query query : check.queries()) {
      Reading reading = new Reading();
      if (!reading.accepts(query)) {
        return Optional.empty();
      }
      if (!reading.matchesNothing) {
        queries.add(new Conjunction(List.copyOf(reading.conditions)));
      }
    }
    return Optional.of(queries);
  }

  /** A query on its way to conditions. */
  private final class Reading {
    private final Map<String, Term> known = new HashMap<>();
    private final Map<String, Subject> open = new HashMap<>();
    private final List<Condition> conditions = new ArrayList<>();
    private boolean matchesNothing;

    boolean accepts(Query query) {
      for (Predicate predicate : query.predicates()) {
        if (!accepts(predicate)) {
          return false;
        }
      }
      ConditionReader reader = new ConditionReader(known, open);
      for (Expression expression : query.expressions()) {
        Optional<Condition> condition = reader.read(expression.ops());
        if (condition.isEmpty()) {
          return false;
        }
        add(condition.get());
      }
      return true;
    }

    private void add(Condition condition) {
      if (condition instanceof Condition.Constant(Verdict verdict)) {
        matchesNothing |= verdict == Verdict.FAILS && conditions.isEmpty();
        if (verdict == Verdict.HOLDS) {
          return;
        }
      }
      conditions.add(condition);
    }

    private boolean accepts(Predicate predicate) {
      List<Term> terms = predicate.terms();
      boolean twoTerms =
          predicate.name().equals(Vocabulary.ARGUMENT)
              || predicate.name().equals(Vocabulary.ARGUMENT_SIZE);
      if (terms.size() != (twoTerms ? 2 : 1)) {
        return false;
      }
      Term term = terms.getLast();
      return switch (predicate.name()) {
        case Vocabulary.SERVICE -> fixed(term, shape.service());
        case Vocabulary.OPERATION -> fixed(term, shape.operation());
        case Vocabulary.TIME -> term instanceof Term.Variable && bind(term, new Subject.Time());
        case Vocabulary.RESOURCE -> resource(term, ResourceRole.NAME);
        case Vocabulary.RESOURCE_PATTERN -> resource(term, ResourceRole.PATTERN);
        case Vocabulary.ARGUMENT, Vocabulary.ARGUMENT_SIZE ->
            terms.getFirst() instanceof Term.Str(String parameter)
                && argument(predicate.name(), shape.parameters().indexOf(parameter), term);
        case Vocabulary.HOLDER -> holder(term);
        default -> false;
      };
    }

    private boolean fixed(Term term, String value) {
      if (term instanceof Term.Variable(String name)) {
        return isFree(name) && known.put(name, Term.of(value)) == null;
      }
      matchesNothing |= !term.equals(Term.of(value));
      return true;
    }

    private boolean holder(Term term) {
      boolean constant = term instanceof Term.Str;
      matchesNothing |= constant && !holders.contains(((Term.Str) term).value());
      return constant;
    }

    private boolean resource(Term term, ResourceRole role) {
      matchesNothing |= shape.resource() != role;
      return bind(term, new Subject.Resource());
    }

    private boolean argument(String name, int index, Term term) {
      matchesNothing |= index < 0;
      return bind(
          term,
          name.equals(Vocabulary.ARGUMENT)
              ? new Subject.Argument(index)
              : new Subject.ArgumentSize(index));
    }

    private boolean bind(Term term, Subject subject) {
      if (term instanceof Term.Variable(String name)) {
        return isFree(name) && open.put(name, subject) == null;
      }
      @Nullable Condition same = ConditionReader.same(subject, term);
      if (same != null) {
        conditions.add(same);
      }
      return same != null;
    }

    private boolean isFree(String name) {
      return !known.containsKey(name) && !open.containsKey(name);
    }
  }
}
