package dev.symphony.pit.model;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Threads with room for native code that recurses deeply: ONNX Runtime does, for example over the
 * command line of the process, and native code that leaves its stack takes the whole host with it.
 */
final class DeepStack {
  /** Reserved, not used, unless it is needed. */
  private static final long STACK_BYTES = 64L << 20;

  private DeepStack() {}

  /** What {@code work} returns or throws, run on a thread of its own. */
  static <T> T call(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, DeepStack::start).join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException failure -> throw failure;
        case Error error -> throw error;
        case null, default -> throw e;
      }
    }
  }

  private static void start(Runnable task) {
    Thread.ofPlatform().daemon().name("model-load").stackSize(STACK_BYTES).start(task);
  }
}
