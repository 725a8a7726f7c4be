package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program {@code bwrap}, which starts a command in user, mount, network, IPC and process
 * namespaces without privileges.
 *
 * <p>It takes the place of Landlock and does not go on top of it: a process behind Landlock cannot
 * mount, and mounting is what bubblewrap does. The paths of the jail are all that the command sees.
 *
 * @param program the absolute path of {@code bwrap}
 */
public record Bubblewrap(Path program) {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/bwrap"), Path.of("/usr/local/bin/bwrap"), Path.of("/bin/bwrap"));

  /** The program where distributions put it, empty when it is not installed. */
  public static Optional<Bubblewrap> find() {
    return PLACES.stream().filter(Files::isExecutable).findFirst().map(Bubblewrap::new);
  }

  /** The walls that bubblewrap puts up around a command. */
  public IsolationLabel walls() {
    return IsolationLabel.PROCESS
        .with(Wall.NO_NEW_PRIVILEGES)
        .with(Wall.NO_CAPABILITIES)
        .with(Wall.NETWORK_NAMESPACE)
        .with(Wall.IPC_NAMESPACE)
        .with(Wall.PID_NAMESPACE)
        .with(Wall.MOUNT_NAMESPACE)
        .with(Wall.USER_NAMESPACE);
  }

  /**
   * The command that runs {@code command} with the paths of {@code jail}. The environment is empty,
   * {@code /proc} shows the new namespace, {@code /dev} has the harmless devices only.
   */
  public List<String> wrap(List<String> command, Jail jail) {
    List<String> wrapped = new ArrayList<>();
    wrapped.add(program.toString());
    wrapped.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session", "--clearenv"));
    wrapped.addAll(List.of("--cap-drop", "ALL", "--proc", "/proc", "--dev", "/dev"));
    jail.readOnlyPaths().forEach(path -> bind(wrapped, "--ro-bind", path));
    jail.executablePaths().forEach(path -> bind(wrapped, "--ro-bind", path));
    jail.readWritePaths().forEach(path -> bind(wrapped, "--bind", path));
    wrapped.addAll(List.of("--chdir", jail.workingDirectory().toString(), "--"));
    wrapped.addAll(command);
    return List.copyOf(wrapped);
  }

  static Finding probe() throws InterruptedException {
    Optional<Bubblewrap> found = find();
    if (found.isEmpty()) {
      return Finding.absent("no bwrap in " + PLACES);
    }
    String program = found.get().program().toString();
    return Trial.of(program, "--unshare-all", "--ro-bind", "/", "/", "/bin/true");
  }

  private static void bind(List<String> wrapped, String option, Path path) {
    if (!path.startsWith("/proc") && !path.startsWith("/dev")) {
      wrapped.addAll(List.of(option, path.toString(), path.toString()));
    }
  }
}
