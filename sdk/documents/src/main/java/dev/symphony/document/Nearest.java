package dev.symphony.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;

/** The name that somebody probably meant. */
public final class Nearest {
  private static final int MAX_LENGTH = 64;

  private Nearest() {}

  /** The one of {@code known} that differs from {@code name} in few letters, if there is one. */
  public static Optional<String> to(String name, Collection<String> known) {
    if (name.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    int allowed = Math.clamp(name.length() / 2, 1, 3);
    return new TreeSet<>(known)
        .stream()
            .filter(k -> k.length() <= MAX_LENGTH && distance(name, k) <= allowed)
            .min(Comparator.comparingInt(k -> distance(name, k)));
  }

  /** {@code ; did you mean 'x'?} or nothing, to put behind a message. */
  public static String hint(String name, Collection<String> known) {
    return to(name, known).map(k -> "; did you mean '" + k + "'?").orElse("");
  }

  private static int distance(String a, String b) {
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] current = new int[b.length() + 1];
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
      }
      previous = current;
    }
    return previous[b.length()];
  }
}
