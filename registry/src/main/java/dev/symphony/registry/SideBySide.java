package dev.symphony.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Work on many things at a time, as many as there are processors. */
public final class SideBySide {
  private SideBySide() {}

  /** What is done with each thing. */
  public interface Work<A, B> {
    /** The result for one thing. */
    B on(A thing) throws Refused;
  }

  /** The results, in the order of the things; the first refusal in that order is thrown. */
  public static <A, B> List<B> all(List<A> things, Work<A, B> work) throws Refused {
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), Math.max(1, things.size()));
    List<B> results = new ArrayList<>();
    try (ExecutorService side = Executors.newFixedThreadPool(threads)) {
      List<Future<B>> under =
          things.stream().map(thing -> side.submit(() -> work.on(thing))).toList();
      for (Future<B> one : under) {
        results.add(one.get());
      }
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while others were under way", e);
    }
    return results;
  }

  private static Refused rethrown(@Nullable Throwable cause) {
    return switch (cause) {
      case Refused refused -> refused;
      case RuntimeException fault -> throw fault;
      case Error fault -> throw fault;
      case null, default -> throw new IllegalStateException(cause);
    };
  }
}
