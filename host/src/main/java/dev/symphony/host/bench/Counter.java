package dev.symphony.host.bench;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;
import java.util.concurrent.atomic.AtomicInteger;

/** The host function of W1 as a service. */
@Service(name = "counter", description = "Counts its calls.")
public interface Counter {

  /** Adds one to the counter, and gives back {@code i} plus the counter in 32 bits. */
  @Operation(
      index = 0,
      description = "Counts the call, and adds the count.",
      mode = Operation.Mode.SYNCHRONOUS)
  long next(long i);

  /** The same for a guest that does not wait. */
  @Operation(index = 1, description = "Counts the call, and adds the count.")
  long later(long i);

  /** The only implementation. */
  final class Counting implements Counter {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public long next(long i) {
      int sum = (int) i + count.incrementAndGet();
      return sum;
    }

    @Override
    public long later(long i) {
      return next(i);
    }

    int count() {
      return count.get();
    }
  }
}
