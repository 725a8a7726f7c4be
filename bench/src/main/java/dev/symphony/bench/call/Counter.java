package dev.symphony.bench.call;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;

/** The host function of workload W1 as a service. */
@Service(name = "counter", description = "Counts its calls.")
public interface Counter {

  /** Adds one to the counter, and gives back {@code i} plus the counter in 32 bits. */
  @Operation(
      index = 0,
      description = "Counts the call, and adds the count.",
      mode = Operation.Mode.SYNCHRONOUS)
  long next(long i);

  /** The only implementation. */
  final class Counting implements Counter {
    private int count;

    @Override
    public long next(long i) {
      count++;
      int sum = (int) i + count;
      return sum;
    }

    /** How many calls there were. */
    public int count() {
      return count;
    }
  }
}
