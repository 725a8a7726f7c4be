package dev.symphony.capabilities.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A field of a message that may be there at most once. */
final class Once<T> {
  private final String name;
  private @Nullable T value;

  Once(String name) {
    this.name = name;
  }

  void set(WireReader in, T content) {
    if (value != null) {
      throw in.fault(name + " is there twice");
    }
    value = content;
  }

  Optional<T> optional() {
    return Optional.ofNullable(value);
  }

  T required(WireReader in) {
    T content = value;
    if (content == null) {
      throw in.fault(name + " is missing");
    }
    return content;
  }
}
