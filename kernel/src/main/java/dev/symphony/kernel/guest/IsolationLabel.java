package dev.symphony.kernel.guest;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The set of walls that really hold around a worker, each with its level. The level of a wall is 1,
 * except for {@link Wall#LANDLOCK}, whose level is the ABI in force.
 *
 * <p>The text form is stable: the walls in the order of {@link Wall}, joined by {@code +}, a level
 * above 1 in parentheses, for instance {@code process+nnp+landlock(7)+rlimits}.
 *
 * @param levels the walls that hold and their levels, at least 1
 */
public record IsolationLabel(Map<Wall, Integer> levels) {
  /** No wall at all: the code runs inside the host's own process. */
  public static final IsolationLabel NONE = new IsolationLabel(Map.of());

  /** A process of its own and nothing more. */
  public static final IsolationLabel PROCESS = NONE.with(Wall.PROCESS);

  public IsolationLabel {
    for (int level : levels.values()) {
      if (level < 1) {
        throw new IllegalArgumentException("The level of a wall is at least 1, not " + level);
      }
    }
    Map<Wall, Integer> ordered = new EnumMap<>(Wall.class);
    ordered.putAll(levels);
    levels = Collections.unmodifiableMap(ordered);
  }

  /** This label and {@code wall} at level 1. */
  public IsolationLabel with(Wall wall) {
    return with(wall, 1);
  }

  /** This label with {@code wall} at {@code level}. */
  public IsolationLabel with(Wall wall, int level) {
    Map<Wall, Integer> more = new EnumMap<>(Wall.class);
    more.putAll(levels);
    more.put(wall, level);
    return new IsolationLabel(more);
  }

  /** This label without {@code wall}. */
  public IsolationLabel without(Wall wall) {
    Map<Wall, Integer> fewer = new EnumMap<>(Wall.class);
    fewer.putAll(levels);
    fewer.remove(wall);
    return new IsolationLabel(fewer);
  }

  /** Whether {@code wall} holds, at whatever level. */
  public boolean has(Wall wall) {
    return levels.containsKey(wall);
  }

  /** Whether every wall of {@code required} holds here at its level or above. */
  public boolean satisfies(IsolationLabel required) {
    return missing(required).levels.isEmpty();
  }

  /** The walls of {@code required} that do not hold here, or hold below the level required. */
  public IsolationLabel missing(IsolationLabel required) {
    Map<Wall, Integer> absent = new EnumMap<>(Wall.class);
    required.levels.forEach((wall, level) -> {
      if (levels.getOrDefault(wall, 0) < level) {
        absent.put(wall, level);
      }
    });
    return new IsolationLabel(absent);
  }

  /**
   * The label that {@code text} writes, in any order of walls; {@code none} and the empty text are
   * {@link #NONE}.
   *
   * @throws IllegalArgumentException when a word is not a wall, a level is not a number or a wall
   *     is named twice
   */
  public static IsolationLabel parse(String text) {
    return LabelText.parse(text);
  }

  /** The stable text form, {@code none} when no wall holds. */
  @Override
  public String toString() {
    return levels.isEmpty()
        ? "none"
        : levels.entrySet().stream()
            .map(entry -> LabelText.word(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("+"));
  }
}
