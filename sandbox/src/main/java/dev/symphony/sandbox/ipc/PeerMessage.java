package dev.symphony.sandbox.ipc;

import dev.symphony.kernel.gate.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What two processes of the house say to each other; both ends may say any of it. */
public sealed interface PeerMessage {
  /**
   * A call by a capability of the caller.
   *
   * @param number tells its answer from others; each end counts its own
   * @param slot the place of the capability in the table of generations
   * @param generation the generation that the capability was given out with
   */
  record Call(
      long number, int slot, long generation, int operation, List<@Nullable Object> arguments)
      implements PeerMessage {}

  /** The answer to a call. */
  record Reply(long number, Answer answer) implements PeerMessage {}

  /**
   * A record for the audit of a call that the kernel did not see, written by whoever was called.
   *
   * @param slot the place of the capability that it came by
   * @param refused whether it was refused
   */
  record Note(long epochMillis, int slot, int operation, String resource, boolean refused)
      implements PeerMessage {}
}
