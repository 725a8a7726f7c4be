package dev.symphony.conductor.environment;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A batch of environments that are stepped together. After an episode has ended, the next step
 * begins another one, whatever the decision is (the autoreset mode "next step" of Gymnasium). For
 * one thread at a time.
 */
public final class Environments {
  /** The most environments in one batch. */
  public static final int MOST = 1_024;

  private final List<Environment> environments = new ArrayList<>();
  private final Layout layout;
  private final BatchBuffer buffer;

  /**
   * A batch that has to be seeded first.
   *
   * @param memory the batch buffer, of {@link Layout#bytes()} bytes
   */
  public Environments(int count, EpisodeSettings settings, ByteBuffer memory) {
    this.layout = new Layout(count);
    this.buffer = new BatchBuffer(layout, memory);
    for (int place = 0; place < count; place++) {
      environments.add(new Environment(settings));
    }
  }

  /** How many environments there are. */
  public int count() {
    return environments.size();
  }

  /** How the buffer is laid out. */
  public Layout layout() {
    return layout;
  }

  /**
   * Begins anew, each environment with its seed.
   *
   * @return the number of the step, which the buffer holds too
   */
  public long reset(List<Long> seeds) {
    if (seeds.size() != count()) {
      throw new IllegalArgumentException("as many seeds as environments are needed");
    }
    for (int place = 0; place < count(); place++) {
      environments.get(place).seed(seeds.get(place));
    }
    return write();
  }

  /**
   * Takes a decision in each environment. One that is not possible is refused: the advisor decides,
   * and the section {@code refused} says so.
   *
   * @return the number of the step, which the buffer holds too
   */
  public long step(int[] decisions) {
    if (decisions.length != count()) {
      throw new IllegalArgumentException("as many decisions as environments are needed");
    }
    for (int place = 0; place < count(); place++) {
      environments.get(place).step(decisions[place]);
    }
    return write();
  }

  /** How many decisions were refused since the beginning. */
  public long refusals() {
    return environments.stream().mapToLong(Environment::refusals).sum();
  }

  private long write() {
    for (int place = 0; place < count(); place++) {
      environments.get(place).write(buffer, place);
    }
    return buffer.finishStep();
  }
}
