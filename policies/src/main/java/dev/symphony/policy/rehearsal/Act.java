package dev.symphony.policy.rehearsal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that a guest does in a rehearsal. */
public sealed interface Act {
  /** Stands among arguments for the data that the guest carries. */
  enum Hole {
    /** As it is. */
    DATA,
    /** As text. */
    TEXT,
    /** As bytes. */
    BYTES
  }

  /** What a guest does with the answer to a call. */
  enum Answer {
    /** It carries the answer on. */
    CARRIED,
    /** It forgets it. */
    FORGOTTEN
  }

  /**
   * A call.
   *
   * @param right the place of the right among what the guest holds
   * @param operation the operation
   * @param arguments values, with a {@link Hole} where the data goes
   * @param answer what becomes of the answer
   */
  record Call(int right, String operation, List<@Nullable Object> arguments, Answer answer)
      implements Act {}

  /**
   * A call of another extension, which gets the data and does {@code acts}; its answer is carried
   * on.
   *
   * @param right the place of the right among what the guest holds
   * @param callee who is called
   */
  record Ask(int right, String callee, List<Act> acts) implements Act {
    public Ask {
      acts = List.copyOf(acts);
    }
  }
}
