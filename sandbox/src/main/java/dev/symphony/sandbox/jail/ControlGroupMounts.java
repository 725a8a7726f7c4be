package dev.symphony.sandbox.jail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Where this process's own control groups are. Source: cgroups(7). */
final class ControlGroupMounts {
  private static final Path MOUNTS = Path.of("/proc/self/mounts");
  private static final Path MEMBERSHIPS = Path.of("/proc/self/cgroup");

  private ControlGroupMounts() {}

  /**
   * The directory of the group that this process is in, for {@code controller}.
   *
   * @throws IOException when the controller is not mounted in {@code version}
   */
  static Path own(ControlGroup.Version version, String controller) throws IOException {
    Path mount = mount(version, controller);
    String relative = membership(version, controller).substring(1);
    Path own = mount.resolve(relative);
    return Files.isDirectory(own) ? own : mount;
  }

  private static Path mount(ControlGroup.Version version, String controller) throws IOException {
    for (String line : Files.readAllLines(MOUNTS)) {
      List<String> fields = List.of(line.split(" "));
      boolean here =
          switch (version) {
            case V1 -> fields.get(2).equals("cgroup") && names(fields.get(3), controller);
            case V2 -> fields.get(2).equals("cgroup2") && controls(fields.get(1), controller);
          };
      if (here) {
        return Path.of(fields.get(1));
      }
    }
    throw new IOException("no " + controller + " controller is mounted as cgroup " + version);
  }

  private static String membership(ControlGroup.Version version, String controller)
      throws IOException {
    for (String line : Files.readAllLines(MEMBERSHIPS)) {
      String[] fields = line.split(":", 3);
      boolean mine =
          switch (version) {
            case V1 -> names(fields[1], controller);
            case V2 -> fields[0].equals("0");
          };
      if (mine) {
        return fields[2];
      }
    }
    return "/";
  }

  private static boolean names(String list, String controller) {
    return Arrays.asList(list.split(",")).contains(controller);
  }

  private static boolean controls(String mount, String controller) throws IOException {
    Path controllers = Path.of(mount, "cgroup.controllers");
    return Files.exists(controllers)
        && Arrays.asList(Files.readString(controllers).strip().split(" ")).contains(controller);
  }
}
