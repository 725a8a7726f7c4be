package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Starts processes in a {@link Jail}.
 *
 * <p>What holds when, on Linux with the C library's {@code posix_spawn}:
 *
 * <ul>
 *   <li>From the first instruction, in every thread and in everything the process starts:
 *       no_new_privs, empty capability sets, the Landlock rules, the namespaces, the empty
 *       environment, a session of its own and no file descriptor of the host.
 *   <li>A few dozen microseconds after the start, while the dynamic linker loads libraries: the
 *       limits. They belong to a process and not to a thread, so that the host can only set them
 *       once the process is there. No code that the host does not trust runs that early.
 *   <li>Later, by the worker itself: {@link Seccomp#lockDown}. A JVM needs for its start what the
 *       filter forbids.
 * </ul>
 *
 * The threads of the host stay as they are. Elsewhere the process starts without a jail and its
 * label says so.
 */
public final class JailedLauncher {
  private final Optional<LinuxKernel> kernel;
  private final Optional<SpawnFunctions> functions;

  /** A launcher for the platform this JVM runs on. */
  public JailedLauncher() {
    this.kernel = LinuxKernel.current();
    this.functions = SpawnFunctions.current();
  }

  /**
   * Starts {@code command} in {@code jail}, with an empty environment.
   *
   * @param command the absolute path of an executable, and its arguments
   * @return the process and the walls that really stand around it
   * @throws IOException when the command cannot be started, a path of the jail does not exist, or a
   *     wall that the jail requires cannot be built
   * @throws InterruptedException when the current thread is interrupted; no process is left behind
   */
  public JailedProcess launch(List<String> command, Jail jail)
      throws IOException, InterruptedException {
    return launch(command, jail, Optional.empty());
  }

  /**
   * As {@link #launch(List, Jail)}; the process finds {@code memory} as its standard input, when
   * there is one.
   */
  public JailedProcess launch(List<String> command, Jail jail, Optional<SharedMemory> memory)
      throws IOException, InterruptedException {
    if (command.isEmpty() || !command.getFirst().startsWith("/")) {
      throw new IllegalArgumentException("Not the absolute path of a command: " + command);
    }
    if (kernel.isEmpty() || functions.isEmpty()) {
      return launchUnjailed(command, jail);
    }
    return new JailedLaunch(kernel.get(), functions.get(), command, jail, memory)
        .onPlatformThread();
  }

  private static JailedProcess launchUnjailed(List<String> command, Jail jail) throws IOException {
    JailedLaunch.requireWalls(IsolationLabel.PROCESS, jail);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.directory(jail.workingDirectory().toFile());
    return new JailedProcess(builder.start(), IsolationLabel.PROCESS);
  }
}
