package dev.symphony.pit.schedule;

/** How it went with a step in the end. */
public sealed interface Settlement {
  /** It completed. */
  record Completed() implements Settlement {}

  /** Its last attempt failed. */
  record Failed() implements Settlement {}

  /** It was cancelled while it ran. */
  record Cancelled() implements Settlement {}

  /** A step that it needs did not complete. */
  record Unneeded(int needed) implements Settlement {}

  /** Its scope failed, at {@code at}, before its turn came. */
  record ScopeFailed(int at) implements Settlement {}

  /** The run was cancelled before its turn came. */
  record RunCancelled() implements Settlement {}

  /** Its condition did not hold. */
  record LeftOut() implements Settlement {}

  /** Whether it completed. */
  default boolean completed() {
    return this instanceof Completed;
  }

  /** Whether it had its turn, and did not complete. */
  default boolean failed() {
    return this instanceof Failed || this instanceof Cancelled;
  }
}
