package dev.symphony.kernel.guest;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * The walls that hold around a guest, for example {@code context+landlock+process+seccomp}.
 *
 * @param walls names of walls, lower case
 */
public record IsolationLabel(Set<String> walls) {
  public IsolationLabel {
    walls = Collections.unmodifiableSet(new TreeSet<>(walls));
  }

  /** Reads the text form. */
  public static IsolationLabel parse(String text) {
    return new IsolationLabel(Set.of(text.split("\\+", -1)));
  }

  /** Whether every wall of {@code required} stands. */
  public boolean satisfies(IsolationLabel required) {
    return walls.containsAll(required.walls);
  }

  /** The names joined by {@code +}, in alphabetical order. */
  @Override
  public String toString() {
    return String.join("+", walls);
  }
}
