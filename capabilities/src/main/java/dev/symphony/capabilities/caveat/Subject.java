package dev.symphony.capabilities.caveat;

import org.jspecify.annotations.Nullable;

/** The one value of a call that a variable of a check stands for. */
sealed interface Subject {
  /** Longer text is left to Datalog, which counts the work. */
  int MAX_TEXT = 4_096;

  /**
   * The value: a String or Long when conditions can be tested on it, anything else when they can't.
   */
  @Nullable Object of(Call call);

  /** The time of the call. */
  record Time() implements Subject {
    @Override
    public Object of(Call call) {
      return call.epochSeconds();
    }
  }

  /** The name or glob of the resource. */
  record Resource() implements Subject {
    @Override
    public @Nullable Object of(Call call) {
      return testable(call.resource());
    }
  }

  /** The argument of a parameter. */
  record Argument(int index) implements Subject {
    @Override
    public @Nullable Object of(Call call) {
      return testable(call.argument(index));
    }
  }

  /** The size of the argument of a parameter. */
  record ArgumentSize(int index) implements Subject {
    @Override
    public Object of(Call call) {
      return CallValues.size(call.argument(index));
    }
  }

  private static @Nullable Object testable(@Nullable Object value) {
    return switch (value) {
      case String s when s.length() <= MAX_TEXT && CallValues.isWellFormed(s) -> s;
      case Long l -> l;
      case Double d -> CallValues.number(d);
      case null, default -> null;
    };
  }
}
