package dev.symphony.sandbox.context;

import dev.symphony.kernel.gate.Answer;
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
   * Takes answers in on this thread, which has nothing else to do, until there is {@code enough}
   * and no more has come. Returns early when nothing comes for a moment, or where others take them
   * in.
   */
  default void linger(BooleanSupplier enough) {}
}
