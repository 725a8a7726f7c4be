package dev.symphony.kernel.gate;

import dev.symphony.capabilities.Bytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The size of values as byte quotas count it: the payload, and 8 bytes for everything else. */
final class ValueSize {
  private ValueSize() {}

  static long ofAll(@Nullable Object[] values) {
    long size = 0;
    for (Object value : values) {
      size += of(value);
    }
    return size;
  }

  static long of(@Nullable Object value) {
    return switch (value) {
      case null -> 8;
      case String s -> 8 + (long) s.length();
      case Bytes b -> 8 + (long) b.length();
      case List<?> list -> 8 + list.stream().mapToLong(ValueSize::of).sum();
      case Map<?, ?> map ->
          8 + map.entrySet().stream().mapToLong(e -> of(e.getKey()) + of(e.getValue())).sum();
      default -> 8;
    };
  }
}
