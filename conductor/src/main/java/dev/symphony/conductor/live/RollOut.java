package dev.symphony.conductor.live;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * In how many of a hundred runs the Conductor is followed; in the others it is asked, and its
 * answers are only recorded. Which runs these are depends on their names alone.
 */
public record RollOut(int percent) {
  /** Asked, and never followed. */
  public static final RollOut SHADOW = new RollOut(0);

  /** Followed in every run. */
  public static final RollOut FULL = new RollOut(100);

  public RollOut {
    if (percent < 0 || percent > 100) {
      throw new IllegalArgumentException("a roll-out is 0 to 100 percent");
    }
  }

  /** Whether the Conductor is followed in a run. */
  public boolean includes(String run) {
    CRC32 sum = new CRC32();
    sum.update(run.getBytes(StandardCharsets.UTF_8));
    return sum.getValue() % 100 < percent;
  }
}
