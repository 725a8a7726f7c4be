package dev.symphony.sandbox.ipc;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestProgram;
import java.util.List;

/** A message from the host to a worker. */
public sealed interface ToWorker {
  /** Make a context for a guest. */
  record Start(long instance, String name, GuestProgram program, List<BoundService> services)
      implements ToWorker {
    public Start {
      services = List.copyOf(services);
    }
  }

  /** Run the guest; the worker watches the processor time and the output. */
  record Invoke(
      long instance, long invocation, GuestInvocation what, long cpuNanos, long outputBytes)
      implements ToWorker {}

  /** End the invocation by force; its context is gone afterwards. */
  record Stop(long instance, long invocation) implements ToWorker {}

  /** The answer to a call. */
  record Reply(long instance, long call, Answer answer) implements ToWorker {}

  /**
   * The answer to a call is what is in a file that the worker can map, and so is the answer to the
   * same call again, as long as the generation is the present one.
   *
   * @param table the file of the table of generations
   */
  record Mapped(
      long instance, long call, String file, long bytes, String table, int slot, long generation)
      implements ToWorker {}

  /** Give back memory that is not needed; the worker says when it has. */
  record Rest(long number) implements ToWorker {}

  /** Forget the guest. */
  record Close(long instance) implements ToWorker {}
}
