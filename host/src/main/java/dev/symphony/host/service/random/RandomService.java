package dev.symphony.host.service.random;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Service;

/** Randomness. A guest without this capability computes the same whenever it runs. */
@Service(name = "random", description = "Gives random bytes and numbers.")
public interface RandomService {

  /** {@code count} random bytes, at most 65,536. */
  @Operation(
      index = 0,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Gives up to 65,536 random bytes.")
  Bytes bytes(long count);

  /** A random number from 0, and less than 1. */
  @Operation(
      index = 1,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Gives a random number from 0, and less than 1.")
  double uniform();
}
