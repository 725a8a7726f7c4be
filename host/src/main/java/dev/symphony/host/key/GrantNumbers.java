package dev.symphony.host.key;

import java.security.SecureRandom;
import java.util.function.LongSupplier;

/** Random numbers of 63 bits for grants: no home ever sees one twice. */
public final class GrantNumbers implements LongSupplier {
  private final SecureRandom random;

  /** Numbers from this source. */
  public GrantNumbers(SecureRandom random) {
    this.random = random;
  }

  @Override
  public long getAsLong() {
    long number;
    do {
      number = random.nextLong() >>> 1;
    } while (number == 0);
    return number;
  }
}
