package dev.symphony.registry.manifest;

import java.math.BigInteger;
import java.util.Optional;

/**
 * A version as Semantic Versioning 2 orders it: numbers first, a pre-release before the release of
 * the same numbers. Versions that differ in build metadata only are ordered by their text.
 *
 * @param text the version as written
 */
public record Version(String text) implements Comparable<Version> {
  public Version {
    text = ExtensionIdentity.checkedVersion(text);
  }

  /** Reads a version; nothing when the text is none. */
  public static Optional<Version> parse(String text) {
    try {
      return Optional.of(new Version(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Whether it is a pre-release. */
  public boolean isPrerelease() {
    return !prerelease().isEmpty();
  }

  private String core() {
    return text.split("[-+]", 2)[0];
  }

  private String prerelease() {
    String withoutBuild = text.split("\\+", 2)[0];
    int hyphen = withoutBuild.indexOf('-');
    return hyphen < 0 ? "" : withoutBuild.substring(hyphen + 1);
  }

  @Override
  public int compareTo(Version other) {
    int numbers = compareParts(core(), other.core());
    if (numbers != 0) {
      return numbers;
    }
    if (prerelease().equals(other.prerelease())) {
      return text.compareTo(other.text);
    }
    if (isPrerelease() != other.isPrerelease()) {
      return isPrerelease() ? -1 : 1;
    }
    return compareParts(prerelease(), other.prerelease());
  }

  private static int compareParts(String left, String right) {
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      int order = comparePart(a[i], b[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.length, b.length);
  }

  private static int comparePart(String a, String b) {
    boolean numberA = a.matches("[0-9]+");
    boolean numberB = b.matches("[0-9]+");
    if (numberA && numberB) {
      return new BigInteger(a).compareTo(new BigInteger(b));
    }
    if (numberA != numberB) {
      return numberA ? -1 : 1;
    }
    return a.compareTo(b);
  }

  @Override
  public String toString() {
    return text;
  }
}
