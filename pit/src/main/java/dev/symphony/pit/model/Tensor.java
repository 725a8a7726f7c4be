package dev.symphony.pit.model;

import dev.symphony.capabilities.Bytes;
import java.util.List;

/**
 * An array of numbers with any number of dimensions, as it crosses the gate.
 *
 * @param type int8, uint8, int32, int64, float32, float64 or bool
 * @param shape the length of each dimension; empty for a single number
 * @param data the elements in row-major order, little endian; a bool is a byte, 0 or 1
 */
public record Tensor(String type, List<Long> shape, Bytes data) {
  public Tensor {
    shape = List.copyOf(shape);
  }
}
