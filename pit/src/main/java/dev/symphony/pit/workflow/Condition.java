package dev.symphony.pit.workflow;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something about a value that holds or does not.
 *
 * @param value the value
 * @param test what has to hold
 */
public record Condition(Template value, Test test) {

  /** What has to hold of a value. */
  public sealed interface Test {
    /** It is something: not null, false, 0, or an empty text, list or table. */
    record Something() implements Test {}

    /** It is equal to another value. */
    record Is(Object other) implements Test {}

    /** It is not equal to another value. */
    record IsNot(Object other) implements Test {}

    /** It is a number above another. */
    record Above(Number other) implements Test {}

    /** It is a number below another. */
    record Below(Number other) implements Test {}
  }

  /** Whether it holds of {@code found}. */
  boolean holds(@Nullable Object found) {
    return switch (test) {
      case Test.Something something -> isSomething(found);
      case Test.Is is -> isEqual(found, is.other());
      case Test.IsNot not -> !isEqual(found, not.other());
      case Test.Above above -> found instanceof Number n && compare(n, above.other()) > 0;
      case Test.Below below -> found instanceof Number n && compare(n, below.other()) < 0;
    };
  }

  private static boolean isSomething(@Nullable Object found) {
    return switch (found) {
      case null -> false;
      case Boolean truth -> truth;
      case Number number -> number.doubleValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case Map<?, ?> map -> !map.isEmpty();
      default -> true;
    };
  }

  private static boolean isEqual(@Nullable Object found, Object other) {
    return (found instanceof Number n && other instanceof Number m)
        ? compare(n, m) == 0
        : other.equals(found);
  }

  private static int compare(Number one, Number other) {
    return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString()));
  }
}
