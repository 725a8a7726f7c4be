package dev.symphony.conductor.live;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.simulation.Observation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A decision that is asked for.
 *
 * @param id of the question, never used twice
 * @param run the run that it is about
 * @param actions the numbers of the decisions that are possible, and nothing else is
 * @param rows the features of these, {@link Observation#OF_DECISION} floats each, little endian
 */
public record Question(long id, String run, List<Integer> actions, Bytes rows) {
  public Question {
    actions = List.copyOf(actions);
  }

  static Question of(long id, String run, List<Integer> actions, float[] rows) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(rows);
    return new Question(id, run, actions, Bytes.ofOwnedArray(bytes.array()));
  }

  /** The features, one decision after the other. */
  public float[] features() {
    float[] values = new float[rows.length() / Float.BYTES];
    ByteBuffer.wrap(rows.toArray()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
