package dev.symphony.kernel.extension;

/** Where an extension is in its life. */
public enum LifecycleState {
  /** Known, not yet admitted. */
  DISCOVERED,
  /** Admitted; nothing of it runs. */
  INSTALLED,
  /** Its first activation is starting. */
  LOADING,
  /** At least one activation serves. */
  ACTIVE,
  /** Takes no new activations and invocations; the ones under way may finish. */
  DRAINING,
  /** Served, and no longer runs. */
  INACTIVE,
  /** Gone for good. */
  REMOVED,
  /** Something went wrong that needs a look. */
  FAILED;

  /** Whether the way from here to {@code next} exists. */
  public boolean canBecome(LifecycleState next) {
    return switch (this) {
      case DISCOVERED -> next == INSTALLED || next == REMOVED || next == FAILED;
      case INSTALLED, INACTIVE -> next == LOADING || next == REMOVED || next == FAILED;
      case LOADING -> next == ACTIVE || next == INACTIVE || next == FAILED;
      case ACTIVE -> next == DRAINING || next == INACTIVE || next == FAILED;
      case DRAINING -> next == INACTIVE || next == FAILED;
      case FAILED -> next == LOADING || next == INACTIVE || next == REMOVED;
      case REMOVED -> false;
    };
  }
}
