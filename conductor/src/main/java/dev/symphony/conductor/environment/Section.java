package dev.symphony.conductor.environment;

import java.util.List;

/**
 * A part of the batch buffer: an array in row-major order, little endian.
 *
 * @param name as the protocol calls it
 * @param type as NumPy writes it: {@code <f4}, {@code <f8}, {@code <i4} or {@code |u1}
 * @param shape the lengths of its dimensions; the first is the number of environments
 * @param offset where it begins, in bytes
 */
public record Section(String name, String type, List<Long> shape, long offset) {
  public Section {
    shape = List.copyOf(shape);
  }

  /** How many bytes it takes. */
  public long bytes() {
    long bytes = elementBytes();
    for (long length : shape) {
      bytes *= length;
    }
    return bytes;
  }

  /** How many bytes an element takes: the digit at the end of the type. */
  int elementBytes() {
    return type.charAt(type.length() - 1) - '0';
  }

  /** How many elements there are for one environment. */
  int perEnvironment() {
    long count = 1;
    for (long length : shape.subList(1, shape.size())) {
      count *= length;
    }
    return Math.toIntExact(count);
  }
}
