package dev.symphony.sandbox.context;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.guest.CallPort;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Calls that go to the gate without leaving the process. */
final class DirectChannel implements CallChannel {
  private final CallPort port;

  DirectChannel(CallPort port) {
    this.port = port;
  }

  @Override
  public Answer call(long handle, int operation, @Nullable Object[] arguments) {
    return port.call(handle, operation, arguments);
  }

  @Override
  public void begin(
      long handle, int operation, @Nullable Object[] arguments, Consumer<Answer> reply) {
    Thread.startVirtualThread(() -> {
      Answer answer = new Answer.Failed("service-fault", "the service failed unexpectedly");
      try {
        answer = port.call(handle, operation, arguments);
      } finally {
        reply.accept(answer);
      }
    });
  }
}
