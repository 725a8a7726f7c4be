package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a jailed process may still do; everything that is not named here is refused.
 *
 * @param readOnlyPaths files, and directories with everything below, that can be read
 * @param executablePaths files, and directories with everything below, that can be read and
 *     executed; the command itself and its dynamic linker have to be here
 * @param readWritePaths files, and directories with everything below, that can be read, written,
 *     made and removed, but not executed
 * @param sharedPaths files, and directories with all files below, that can be read and written as
 *     far as they are long, but not made, cut short or removed
 * @param workingDirectory the directory the process starts in; it need not be readable
 * @param limits the hard limits of the process
 * @param namespaces the namespaces to enter when the host is allowed to
 * @param required the walls without which the process is not started; {@link Wall#SECCOMP} and
 *     {@link Wall#CONTROL_GROUP} come later and are not looked at here
 */
public record Jail(
    List<Path> readOnlyPaths,
    List<Path> executablePaths,
    List<Path> readWritePaths,
    List<Path> sharedPaths,
    Path workingDirectory,
    Map<ResourceLimit, Long> limits,
    Set<Namespace> namespaces,
    IsolationLabel required) {

  public Jail {
    readOnlyPaths = List.copyOf(readOnlyPaths);
    executablePaths = List.copyOf(executablePaths);
    readWritePaths = List.copyOf(readWritePaths);
    sharedPaths = List.copyOf(sharedPaths);
    limits = Collections.unmodifiableMap(enumMap(limits));
    namespaces = Collections.unmodifiableSet(enumSet(namespaces));
    Stream.of(
            readOnlyPaths, executablePaths, readWritePaths, sharedPaths, List.of(workingDirectory))
        .flatMap(List::stream)
        .forEach(Jail::requireAbsolute);
    limits.forEach((limit, value) -> {
      if (value < 0) {
        throw new IllegalArgumentException("Negative limit " + limit + ": " + value);
      }
    });
  }

  /**
   * A jail with nothing in it, in the root directory, with these limits: no core dump, no locked
   * memory, no message queue, 512 open files, 16 MiB written to one file.
   */
  public static Builder builder() {
    return new Builder();
  }

  private static void requireAbsolute(Path path) {
    if (!path.isAbsolute()) {
      throw new IllegalArgumentException("Not an absolute path: '" + path + "'");
    }
  }

  private static Map<ResourceLimit, Long> enumMap(Map<ResourceLimit, Long> limits) {
    Map<ResourceLimit, Long> copy = new EnumMap<>(ResourceLimit.class);
    copy.putAll(limits);
    return copy;
  }

  private static Set<Namespace> enumSet(Set<Namespace> namespaces) {
    Set<Namespace> copy = EnumSet.noneOf(Namespace.class);
    copy.addAll(namespaces);
    return copy;
  }

  /** The parts of a jail, named one by one. */
  public static final class Builder {
    private final List<Path> readOnly = new ArrayList<>();
    private final List<Path> executable = new ArrayList<>();
    private final List<Path> readWrite = new ArrayList<>();
    private final List<Path> shared = new ArrayList<>();
    private final Map<ResourceLimit, Long> limits = new EnumMap<>(ResourceLimit.class);
    private final Set<Namespace> namespaces = EnumSet.noneOf(Namespace.class);
    private Path workingDirectory = Path.of("/");
    private IsolationLabel required = IsolationLabel.PROCESS;

    private Builder() {
      limit(ResourceLimit.CORE_BYTES, 0);
      limit(ResourceLimit.LOCKED_MEMORY_BYTES, 0);
      limit(ResourceLimit.MESSAGE_QUEUE_BYTES, 0);
      limit(ResourceLimit.OPEN_FILES, 512);
      limit(ResourceLimit.FILE_SIZE_BYTES, 16L << 20);
    }

    /** Lets {@code path} and everything below be read. */
    public Builder readOnly(Path path) {
      readOnly.add(path);
      return this;
    }

    /** Lets {@code path} and everything below be read and executed. */
    public Builder executable(Path path) {
      executable.add(path);
      return this;
    }

    /** Lets {@code path} and everything below be read and changed. */
    public Builder readWrite(Path path) {
      readWrite.add(path);
      return this;
    }

    /** Lets the files below {@code path} be read and written, but not made, cut or removed. */
    public Builder shared(Path path) {
      shared.add(path);
      return this;
    }

    /**
     * Lets a JVM of the runtime image {@code javaHome} start: the image, the C library and the
     * dynamic linker, a source of random bytes. Class path, module path and whatever else the
     * application reads come on top.
     */
    public Builder javaRuntime(Path javaHome) {
      RuntimeFiles.allow(this, javaHome);
      return this;
    }

    /** Starts the process in {@code directory}. */
    public Builder workingDirectory(Path directory) {
      workingDirectory = directory;
      return this;
    }

    /** Sets one hard limit, in the unit of {@code limit}. */
    public Builder limit(ResourceLimit limit, long value) {
      limits.put(limit, value);
      return this;
    }

    /** Enters {@code namespace} when the host is allowed to. */
    public Builder enter(Namespace namespace) {
      namespaces.add(namespace);
      return this;
    }

    /** Refuses to start the process when a wall of {@code label} cannot be built. */
    public Builder require(IsolationLabel label) {
      required = label;
      return this;
    }

    /** The finished jail. */
    public Jail build() {
      return new Jail(
          readOnly, executable, readWrite, shared, workingDirectory, limits, namespaces, required);
    }
  }
}
