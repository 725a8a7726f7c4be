package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.datalog.BinaryOperator;
import dev.symphony.capabilities.datalog.RegularExpression;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression of a check in the form that a call is tested against. A value of a type that the
 * condition was not made for is not judged here: the verdict is {@link Verdict#UNSURE}.
 */
sealed interface Condition {
  /** What it says about a call. */
  Verdict test(Call call);

  /** True or false, whatever the call. */
  record Constant(Verdict verdict) implements Condition {
    @Override
    public Verdict test(Call call) {
      return verdict;
    }
  }

  /** An integer or time against a bound. */
  record Bound(Subject subject, BinaryOperator operator, long bound) implements Condition {
    @Override
    public Verdict test(Call call) {
      return subject.of(call) instanceof Long value ? Verdict.of(holds(value)) : Verdict.UNSURE;
    }

    private boolean holds(long value) {
      return switch (operator) {
        case LESS_THAN -> value < bound;
        case LESS_OR_EQUAL -> value <= bound;
        case GREATER_THAN -> value > bound;
        case GREATER_OR_EQUAL -> value >= bound;
        default -> throw new IllegalStateException(operator + " is not a comparison");
      };
    }
  }

  /** Text or an integer against one value of the same type. */
  record Same(Subject subject, Object value) implements Condition {
    @Override
    public Verdict test(Call call) {
      Object actual = subject.of(call);
      return actual != null && actual.getClass() == value.getClass()
          ? Verdict.of(actual.equals(value))
          : Verdict.UNSURE;
    }
  }

  /** Text or an integer against a set of values. */
  record Among(Subject subject, Set<Object> values) implements Condition {
    @Override
    public Verdict test(Call call) {
      @Nullable Object actual = subject.of(call);
      return actual != null ? Verdict.of(values.contains(actual)) : Verdict.UNSURE;
    }
  }

  /** Text that begins with, ends with or contains other text. */
  record Part(Subject subject, BinaryOperator operator, String part) implements Condition {
    @Override
    public Verdict test(Call call) {
      return subject.of(call) instanceof String text ? Verdict.of(holds(text)) : Verdict.UNSURE;
    }

    private boolean holds(String text) {
      return switch (operator) {
        case PREFIX -> text.startsWith(part);
        case SUFFIX -> text.endsWith(part);
        case CONTAINS -> text.contains(part);
        default -> throw new IllegalStateException(operator + " does not compare text");
      };
    }
  }

  /** Text that a regular expression is found in; without one, nothing matches. */
  record Matching(Subject subject, Optional<RegularExpression> expression) implements Condition {
    @Override
    public Verdict test(Call call) {
      return subject.of(call) instanceof String text
          ? Verdict.of(expression.isPresent() && expression.get().find(text))
          : Verdict.UNSURE;
    }
  }

  /** The opposite of a condition. */
  record Not(Condition condition) implements Condition {
    @Override
    public Verdict test(Call call) {
      return condition.test(call).negated();
    }
  }

  /**
   * The right side decides where the left side gives {@code undecided}, as {@code &&} and {@code
   * ||} do.
   */
  record Then(Condition left, Verdict undecided, Condition right) implements Condition {
    @Override
    public Verdict test(Call call) {
      Verdict first = left.test(call);
      return first == undecided ? right.test(call) : first;
    }
  }
}
