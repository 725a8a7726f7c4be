package dev.symphony.sandbox.context;

import dev.symphony.kernel.gate.Answer;
import dev.symphony.sandbox.ipc.Patience;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The way of a guest's calls out of its context. */
public interface CallChannel {
  /**
   * Calls and waits for the answer.
   *
   * @throws InterruptedException when the guest is being stopped
   */
  Answer call(long handle, int operation, @Nullable Object[] arguments) throws InterruptedException;

  /** Calls and returns; {@code reply} takes the answer on any thread. */
  void begin(long handle, int operation, @Nullable Object[] arguments, Consumer<Answer> reply);

  /**
   * Lets this thread, which waits for an answer, take in what comes until there is {@code enough};
   * returns at once where that is not its business.
   */
  default void pump(BooleanSupplier enough, Patience patience) {}
}
