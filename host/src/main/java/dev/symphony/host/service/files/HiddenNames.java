package dev.symphony.host.service.files;

import dev.symphony.capabilities.right.ResourcePath;
import java.util.Arrays;

/** The names that the service treats as if they were not there. */
final class HiddenNames {
  private static final String VERSION_CONTROL = ".git";

  private HiddenNames() {}

  static boolean among(String[] names) {
    return Arrays.stream(names).anyMatch(VERSION_CONTROL::equalsIgnoreCase);
  }

  /** Whether a directory entry is left out: version control, or a name that no path can have. */
  static boolean contains(String name) {
    return name.equalsIgnoreCase(VERSION_CONTROL)
        || name.indexOf('\uFFFD') >= 0
        || ResourcePath.canonical(name).isEmpty();
  }
}
