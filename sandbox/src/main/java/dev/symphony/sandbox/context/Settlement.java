package dev.symphony.sandbox.context;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** How the guest's part of an invocation came out, once it did; the first word counts. */
final class Settlement {
  private @Nullable Value result;
  private @Nullable Value error;

  void succeed(Value value) {
    if (!reached()) {
      result = value;
    }
  }

  void fail(Value value) {
    if (!reached()) {
      error = value;
    }
  }

  boolean reached() {
    return result != null || error != null;
  }

  /** The result, or null when it failed. */
  @Nullable Value result() {
    return result;
  }

  /** The error, or null when it succeeded. */
  @Nullable Value error() {
    return error;
  }
}
