package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.datalog.BinaryOperator;
import dev.symphony.capabilities.datalog.Op;
import dev.symphony.capabilities.datalog.RegularExpression;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.datalog.UnaryOperator;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads an expression as a condition, where it has a shape that can be compiled. */
final class ConditionReader {
  private static final Map<BinaryOperator, BinaryOperator> FLIPPED =
      Map.of(
          BinaryOperator.LESS_THAN, BinaryOperator.GREATER_THAN,
          BinaryOperator.LESS_OR_EQUAL, BinaryOperator.GREATER_OR_EQUAL,
          BinaryOperator.GREATER_THAN, BinaryOperator.LESS_THAN,
          BinaryOperator.GREATER_OR_EQUAL, BinaryOperator.LESS_OR_EQUAL,
          BinaryOperator.EQUAL, BinaryOperator.EQUAL,
          BinaryOperator.NOT_EQUAL, BinaryOperator.NOT_EQUAL,
          BinaryOperator.HETEROGENEOUS_EQUAL, BinaryOperator.HETEROGENEOUS_EQUAL,
          BinaryOperator.HETEROGENEOUS_NOT_EQUAL, BinaryOperator.HETEROGENEOUS_NOT_EQUAL);

  /** A part of an expression while it is read. */
  private sealed interface Part {
    /** A value that is the same for every call. */
    record Known(Term term) implements Part {}

    /** A value of the call. */
    record Open(Subject subject) implements Part {}

    /** A truth. */
    record Judged(Condition condition) implements Part {}

    /** The right side of a lazy operator. */
    record Delayed(List<Op> body) implements Part {}
  }

  private final Map<String, Term> known;
  private final Map<String, Subject> open;

  ConditionReader(Map<String, Term> known, Map<String, Subject> open) {
    this.known = known;
    this.open = open;
  }

  /** The condition, or nothing when the expression has another shape. */
  Optional<Condition> read(List<Op> ops) {
    Deque<Part> stack = new ArrayDeque<>();
    for (Op op : ops) {
      Part part = step(op, stack);
      if (part == null) {
        return Optional.empty();
      }
      stack.push(part);
    }
    return stack.size() == 1 ? judged(stack.pop()) : Optional.empty();
  }

  private static Optional<Condition> judged(Part part) {
    return switch (part) {
      case Part.Judged(Condition condition) -> Optional.of(condition);
      case Part.Known(Term.Bool(boolean value)) ->
          Optional.of(new Condition.Constant(Verdict.of(value)));
      case Part.Known _, Part.Open _, Part.Delayed _ -> Optional.empty();
    };
  }

  private @Nullable Part step(Op op, Deque<Part> stack) {
    return switch (op) {
      case Op.Value(Term.Variable(String name)) -> variable(name);
      case Op.Value(Term term) -> new Part.Known(term);
      case Op.Closure(var parameters, var body) ->
          parameters.isEmpty() ? new Part.Delayed(body) : null;
      case Op.Unary(UnaryOperator operator) ->
          stack.isEmpty() ? null : unary(operator, stack.pop());
      case Op.Binary(BinaryOperator operator) -> {
        if (stack.size() < 2) {
          yield null;
        }
        Part right = stack.pop();
        yield binary(operator, stack.pop(), right);
      }
      case Op.UnaryCall _, Op.BinaryCall _ -> null;
    };
  }

  private @Nullable Part variable(String name) {
    Term term = known.get(name);
    Subject subject = open.get(name);
    return term != null ? new Part.Known(term) : subject != null ? new Part.Open(subject) : null;
  }

  private static @Nullable Part unary(UnaryOperator operator, Part operand) {
    return switch (operator) {
      case PARENS -> operand;
      case NEGATE ->
          judged(operand).<Part>map(c -> new Part.Judged(new Condition.Not(c))).orElse(null);
      case LENGTH, TYPE_OF -> null;
    };
  }

  private @Nullable Part binary(BinaryOperator operator, Part left, Part right) {
    if (right instanceof Part.Delayed(List<Op> body)) {
      return lazy(operator, left, body);
    }
    if (left instanceof Part.Open(Subject subject) && right instanceof Part.Known(Term term)) {
      return judgement(leaf(operator, subject, term));
    }
    if (left instanceof Part.Known(Term term) && right instanceof Part.Open(Subject subject)) {
      if (operator == BinaryOperator.CONTAINS && term instanceof Term.SetOf(var elements)) {
        return judgement(among(subject, elements));
      }
      BinaryOperator flipped = FLIPPED.get(operator);
      return flipped == null ? null : judgement(leaf(flipped, subject, term));
    }
    if (left instanceof Part.Known(Term first) && right instanceof Part.Known(Term second)) {
      return Constants.apply(operator, first, second).<Part>map(Part.Known::new).orElse(null);
    }
    return null;
  }

  private static @Nullable Part judgement(@Nullable Condition condition) {
    return condition == null ? null : new Part.Judged(condition);
  }

  private @Nullable Part lazy(BinaryOperator operator, Part left, List<Op> body) {
    Optional<Condition> first = judged(left);
    Optional<Condition> second = read(body);
    if (first.isEmpty() || second.isEmpty()) {
      return null;
    }
    return switch (operator) {
      case LAZY_AND -> judgement(new Condition.Then(first.get(), Verdict.HOLDS, second.get()));
      case LAZY_OR -> judgement(new Condition.Then(first.get(), Verdict.FAILS, second.get()));
      default -> null;
    };
  }

  private static @Nullable Condition leaf(BinaryOperator operator, Subject subject, Term term) {
    return switch (operator) {
      case EQUAL, HETEROGENEOUS_EQUAL -> same(subject, term);
      case NOT_EQUAL, HETEROGENEOUS_NOT_EQUAL -> {
        Condition same = same(subject, term);
        yield same == null ? null : new Condition.Not(same);
      }
      case LESS_THAN, LESS_OR_EQUAL, GREATER_THAN, GREATER_OR_EQUAL ->
          bound(operator, subject, term);
      case PREFIX, SUFFIX, CONTAINS ->
          term instanceof Term.Str(String part) && !(subject instanceof Subject.Time)
              ? new Condition.Part(subject, operator, part)
              : null;
      case REGEX ->
          term instanceof Term.Str(String pattern)
              ? new Condition.Matching(subject, RegularExpression.of(pattern))
              : null;
      default -> null;
    };
  }

  private static @Nullable Condition bound(BinaryOperator operator, Subject subject, Term term) {
    boolean isTime = subject instanceof Subject.Time;
    return switch (term) {
      case Term.Date(long seconds) when isTime && seconds >= 0 ->
          new Condition.Bound(subject, operator, seconds);
      case Term.Int(long value) when !isTime -> new Condition.Bound(subject, operator, value);
      default -> null;
    };
  }

  static @Nullable Condition same(Subject subject, Term term) {
    if (subject instanceof Subject.Time) {
      return null;
    }
    return switch (term) {
      case Term.Str(String value) -> new Condition.Same(subject, value);
      case Term.Int(long value) -> new Condition.Same(subject, value);
      default -> null;
    };
  }

  private static @Nullable Condition among(Subject subject, List<Term> elements) {
    Set<Object> values = new HashSet<>();
    for (Term element : elements) {
      switch (element) {
        case Term.Str(String value) -> values.add(value);
        case Term.Int(long value) -> values.add(value);
        default -> {
          return null;
        }
      }
    }
    return subject instanceof Subject.Time
        ? null
        : new Condition.Among(subject, Set.copyOf(values));
  }
}
