package dev.symphony.sandbox.context;

import org.graalvm.polyglot.Value;
import org.jspecify.annotations.Nullable;

/** How the guest's part of an invocation came out, once it did; the first word counts. */
final class Settlement {
  private @Nullable Value result;
  private @Nullable Value error;
  private @Nullable Object plain;
  private boolean absent;

  void succeed(Value value) {
    if (!reached()) {
      result = value;
    }
  }

  void succeedPlainly(Object value) {
    if (!reached()) {
      plain = value;
    }
  }

  /** Notes that there is no such function where the prelude looks. */
  void absent() {
    absent = true;
  }

  boolean isAbsent() {
    return absent;
  }

  void fail(Value value) {
    if (!reached()) {
      error = value;
    }
  }

  boolean reached() {
    return result != null || error != null || plain != null;
  }

  /** The result, or null when it failed or is plain. */
  @Nullable Value result() {
    return result;
  }

  /** The result as a value of the host, when it is plain. */
  @Nullable Object plain() {
    return plain;
  }

  /** The error, or null when it succeeded. */
  @Nullable Value error() {
    return error;
  }
}
