package dev.symphony.pit.schedule;

/** Who decides which of the ready steps starts next. */
public sealed interface Dispatch {
  /** The scheduler, in the order in which steps became ready, {@code slots} at a time. */
  record InOrder(int slots) implements Dispatch {
    public InOrder {
      if (slots < 1) {
        throw new IllegalArgumentException("a run needs at least one slot");
      }
    }
  }

  /** Somebody else, with {@link Event.Chosen}. */
  record Chosen() implements Dispatch {}
}
