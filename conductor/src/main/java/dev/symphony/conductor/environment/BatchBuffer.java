package dev.symphony.conductor.environment;

import dev.symphony.conductor.simulation.Observation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** The buffer that a batch of environments is observed in. It is written, and never read. */
final class BatchBuffer {
  private final ByteBuffer bytes;
  private final FloatBuffer floats;
  private final Layout layout;
  private long step;

  /** A buffer of at least {@link Layout#bytes()} bytes. */
  BatchBuffer(Layout layout, ByteBuffer bytes) {
    if (bytes.capacity() < layout.bytes()) {
      throw new IllegalArgumentException("the buffer is too small for its layout");
    }
    this.layout = layout;
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.floats = this.bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).clear().asFloatBuffer();
    this.bytes.putLong(0, Layout.MAGIC);
  }

  void observe(int environment, Observation seen) {
    floats("tasks", environment, seen.tasks());
    floats("machines", environment, seen.machines());
    floats("pairs", environment, seen.pairs());
    floats("all", environment, seen.all());
    floats("votes", environment, seen.votes());
    floats("errors", environment, seen.errors());
    Section mask = layout.section("mask");
    bytes.put(at(mask, environment), seen.mask());
  }

  void hindsight(int environment, float[] values) {
    floats("hindsight", environment, values);
  }

  private void floats(String name, int environment, float[] values) {
    floats.put(at(layout.section(name), environment) / Float.BYTES, values);
  }

  void number(String name, int environment, int value) {
    bytes.putInt(at(layout.section(name), environment), value);
  }

  void number(String name, int environment, float value) {
    bytes.putFloat(at(layout.section(name), environment), value);
  }

  void flag(String name, int environment, Flag flag) {
    bytes.put(at(layout.section(name), environment), (byte) (flag == Flag.SET ? 1 : 0));
  }

  void terms(int environment, double... terms) {
    int at = at(layout.section("terms"), environment);
    for (int term = 0; term < terms.length; term++) {
      bytes.putDouble(at + term * Double.BYTES, terms[term]);
    }
  }

  /** Ends a step, and gives its number. */
  long finishStep() {
    step++;
    bytes.putLong(Layout.STEP_AT, step);
    return step;
  }

  private static int at(Section section, int environment) {
    long elements = (long) environment * section.perEnvironment();
    return Math.toIntExact(section.offset() + elements * section.elementBytes());
  }

  /** A flag of an environment. */
  enum Flag {
    SET,
    CLEAR;

    static Flag of(boolean condition) {
      return condition ? SET : CLEAR;
    }
  }
}
