package dev.symphony.capabilities.datalog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The values of variables at one point of an evaluation: a stack, searched from its top. */
final class Bindings {
  private String[] names = new String[8];
  private Term[] values = new Term[8];
  private int size;

  int size() {
    return size;
  }

  void truncate(int earlierSize) {
    size = earlierSize;
  }

  @Nullable Term get(String name) {
    for (int i = size - 1; i >= 0; i--) {
      if (names[i].equals(name)) {
        return values[i];
      }
    }
    return null;
  }

  void push(String name, Term value) {
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    names[size] = name;
    values[size] = value;
    size++;
  }
}
