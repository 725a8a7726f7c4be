package dev.symphony.host.service.random;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.util.random.RandomGenerator;

/**
 * Randomness from the generator that it is given: a secure one, or a seeded one to repeat a run.
 */
public final class SourcedRandom implements RandomService {
  private static final int MAX_BYTES = 65_536;

  private final RandomGenerator source;

  /** Randomness out of {@code source}, which has to be safe to use from several threads. */
  public SourcedRandom(RandomGenerator source) {
    this.source = source;
  }

  @Override
  public Bytes bytes(long count) {
    if (count < 0 || count > MAX_BYTES) {
      throw new ServiceFailure("argument-range", "'count' is a number from 0 to " + MAX_BYTES);
    }
    byte[] bytes = new byte[(int) count];
    source.nextBytes(bytes);
    return Bytes.ofOwnedArray(bytes);
  }

  @Override
  public double uniform() {
    return source.nextDouble();
  }
}
