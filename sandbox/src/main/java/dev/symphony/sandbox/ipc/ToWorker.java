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

  /** Forget the guest. */
  record Close(long instance) implements ToWorker {}
}
