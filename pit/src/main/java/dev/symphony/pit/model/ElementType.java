package dev.symphony.pit.model;

import ai.onnxruntime.OnnxJavaType;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The kinds of number that a tensor can have. */
enum ElementType {
  INT8(OnnxJavaType.INT8, 1),
  UINT8(OnnxJavaType.UINT8, 1),
  INT32(OnnxJavaType.INT32, 4),
  INT64(OnnxJavaType.INT64, 8),
  FLOAT32(OnnxJavaType.FLOAT, 4),
  FLOAT64(OnnxJavaType.DOUBLE, 8),
  BOOL(OnnxJavaType.BOOL, 1);

  private final OnnxJavaType runtimeType;
  private final int bytes;

  ElementType(OnnxJavaType runtimeType, int bytes) {
    this.runtimeType = runtimeType;
    this.bytes = bytes;
  }

  /** The name in a {@link Tensor}. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What ONNX Runtime calls it. */
  OnnxJavaType runtimeType() {
    return runtimeType;
  }

  /** The bytes of one element. */
  int bytes() {
    return bytes;
  }

  static Optional<ElementType> ofText(String text) {
    return Arrays.stream(values()).filter(type -> type.text().equals(text)).findFirst();
  }

  static Optional<ElementType> of(OnnxJavaType runtimeType) {
    return Arrays.stream(values()).filter(type -> type.runtimeType == runtimeType).findFirst();
  }
}
