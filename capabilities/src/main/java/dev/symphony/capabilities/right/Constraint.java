package dev.symphony.capabilities.right;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A condition that narrows a right. Several constraints all have to hold. */
public sealed interface Constraint {

  /** The right ends at {@code instant}: it holds before it, not at it. */
  record Expires(Instant instant) implements Constraint {}

  /** At most {@code calls} calls, over the grant and everything derived from it. */
  record Calls(long calls) implements Constraint {
    public Calls {
      requirePositive(calls, "calls");
    }
  }

  /** At most {@code bytes} bytes of arguments and results, over the grant and its derivations. */
  record TotalBytes(long bytes) implements Constraint {
    public TotalBytes {
      requirePositive(bytes, "bytes");
    }
  }

  /** At most {@code calls} calls in any window of {@code per}, over the grant and derivations. */
  record Rate(long calls, Duration per) implements Constraint {
    public Rate {
      requirePositive(calls, "rate");
      if (per.isNegative() || per.isZero()) {
        throw new RightSyntaxException("a rate needs a positive time span");
      }
    }
  }

  /** The argument {@code parameter} is a number of at most {@code limit}. */
  record AtMost(String parameter, double limit) implements Constraint {
    public AtMost {
      if (Double.isNaN(limit)) {
        throw new RightSyntaxException("the limit of '" + parameter + "' is not a number");
      }
    }
  }

  /** The argument {@code parameter} (text, bytes or a list) has at most {@code length} elements. */
  record MaxLength(String parameter, int length) implements Constraint {
    public MaxLength {
      if (length < 0) {
        throw new RightSyntaxException("the length of '" + parameter + "' is negative");
      }
    }
  }

  /** The argument {@code parameter} is one of {@code values}. */
  record OneOf(String parameter, Set<String> values) implements Constraint {
    public OneOf {
      values = Collections.unmodifiableSet(new TreeSet<>(values));
    }
  }

  private static void requirePositive(long value, String what) {
    if (value <= 0) {
      throw new RightSyntaxException("'" + what + "' is at least 1, not " + value);
    }
  }
}
