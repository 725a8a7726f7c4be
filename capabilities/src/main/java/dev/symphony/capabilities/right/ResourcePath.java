package dev.symphony.capabilities.right;

import java.util.Optional;

/** The canonical form of a hierarchical resource, so that one thing has one name at the gate. */
public final class ResourcePath {
  private static final int MAX_LENGTH = 4096;

  private ResourcePath() {}

  /**
   * Checks that {@code path} is canonical: relative, {@code /} as separator, no empty, {@code .} or
   * {@code ..} segment, no backslash, no control character, at most 4,096 characters.
   *
   * @return the path itself, or nothing when it is not canonical
   */
  public static Optional<String> canonical(String path) {
    return isCanonical(path) ? Optional.of(path) : Optional.empty();
  }

  private static boolean isCanonical(String path) {
    if (path.isEmpty() || path.length() > MAX_LENGTH) {
      return false;
    }
    int segmentStart = 0;
    for (int i = 0; i <= path.length(); i++) {
      char c = i == path.length() ? '/' : path.charAt(i);
      if (c < 0x20 || c == 0x7f || c == '\\') {
        return false;
      }
      if (c == '/') {
        if (isDegenerate(path, segmentStart, i)) {
          return false;
        }
        segmentStart = i + 1;
      }
    }
    return true;
  }

  private static boolean isDegenerate(String path, int start, int end) {
    return switch (end - start) {
      case 0 -> true;
      case 1 -> path.charAt(start) == '.';
      case 2 -> path.charAt(start) == '.' && path.charAt(start + 1) == '.';
      default -> false;
    };
  }
}
