package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.Expression;
import dev.symphony.capabilities.datalog.Op;
import dev.symphony.capabilities.datalog.Query;
import dev.symphony.capabilities.datalog.Rule;
import dev.symphony.capabilities.datalog.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The versions of the language, and which of them a block needs. */
final class DatalogVersion {
  /** The oldest version that is supported. */
  static final int V3_0 = 3;

  /** Adds scopes, {@code check all}, bitwise operators and strict inequality. */
  static final int V3_1 = 4;

  /** Adds third-party blocks. */
  static final int V3_2 = 5;

  /** Adds closures, arrays, maps, null, functions of the host and {@code reject if}. */
  static final int V3_3 = 6;

  /** What a block has to say that it needs when it is written. */
  static final DatalogVersion WRITING = new DatalogVersion(V3_3);

  /**
   * What a block has to say at least when it is read: other implementations write arrays, maps and
   * {@code get} into blocks of older versions.
   */
  static final DatalogVersion READING = new DatalogVersion(V3_0);

  private final int collections;

  private DatalogVersion(int collections) {
    this.collections = collections;
  }

  /** The lowest version that has everything a block uses. */
  int neededBy(Block block) {
    int version = block.scopes().isEmpty() ? V3_0 : V3_1;
    for (Check check : block.checks()) {
      version = Math.max(version, neededBy(check.kind()));
    }
    version = Math.max(version, queries(block).mapToInt(this::neededBy).max().orElse(0));
    return Math.max(version, terms(block).mapToInt(this::neededBy).max().orElse(0));
  }

  private static int neededBy(Check.Kind kind) {
    return switch (kind) {
      case ONE -> V3_0;
      case ALL -> V3_1;
      case REJECT -> V3_3;
    };
  }

  private static Stream<Query> queries(Block block) {
    return Stream.concat(
        block.rules().stream().map(Rule::body),
        block.checks().stream().flatMap(check -> check.queries().stream()));
  }

  private static Stream<Term> terms(Block block) {
    Stream<Term> heads = block.rules().stream().flatMap(rule -> rule.head().terms().stream());
    Stream<Term> facts = block.facts().stream().flatMap(fact -> fact.values().stream());
    Stream<Term> bodies =
        queries(block)
            .flatMap(query -> query.predicates().stream())
            .flatMap(predicate -> predicate.terms().stream());
    return Stream.of(heads, facts, bodies).flatMap(each -> each);
  }

  private int neededBy(Query query) {
    List<Integer> versions = new ArrayList<>(List.of(query.scopes().isEmpty() ? V3_0 : V3_1));
    for (Expression expression : query.expressions()) {
      expression.ops().forEach(op -> versions.add(neededBy(op)));
    }
    return versions.stream().mapToInt(Integer::intValue).max().orElse(V3_0);
  }

  private int neededBy(Op op) {
    return switch (op) {
      case Op.Value(Term term) -> neededBy(term);
      case Op.Closure _, Op.UnaryCall _, Op.BinaryCall _ -> V3_3;
      case Op.Unary(var operator) ->
          switch (operator) {
            case NEGATE, PARENS, LENGTH -> V3_0;
            case TYPE_OF -> V3_3;
          };
      case Op.Binary(var operator) ->
          switch (operator) {
            case BITWISE_AND, BITWISE_OR, BITWISE_XOR, NOT_EQUAL -> V3_1;
            case HETEROGENEOUS_EQUAL,
                HETEROGENEOUS_NOT_EQUAL,
                LAZY_AND,
                LAZY_OR,
                ALL,
                ANY,
                TRY_OR ->
                V3_3;
            case GET -> collections;
            default -> V3_0;
          };
    };
  }

  private int neededBy(Term term) {
    return switch (term) {
      case Term.Null _ -> V3_3;
      case Term.ArrayOf _, Term.MapOf _ -> collections;
      case Term.SetOf(var elements) ->
          elements.stream().mapToInt(this::neededBy).max().orElse(V3_0);
      case Term.Variable _, Term.Int _, Term.Str _, Term.Date _, Term.Binary _, Term.Bool _ -> V3_0;
    };
  }
}
