package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.Wall;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A control group of the kernel that bounds the memory and the number of tasks of the processes in
 * it together. Version 1 has one directory for each of the two, version 2 one for both; both lie
 * below the group that this process is in.
 *
 * <p>A process is moved in right after its start, like its other limits; what it starts afterwards
 * is born inside. The kernel keeps a group until the last process in it has been reaped.
 */
public final class ControlGroup {
  /** The two interfaces of control groups. */
  public enum Version {
    V1("memory.limit_in_bytes"),
    V2("memory.max");

    private final String memoryFile;

    Version(String memoryFile) {
      this.memoryFile = memoryFile;
    }
  }

  private static final Pattern MAKER = Pattern.compile("(\\d{1,18})-");
  private static final String PIDS_FILE = "pids.max";
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY_EVERY = Duration.ofMillis(10);
  private final List<Path> directories;

  private ControlGroup(List<Path> directories) {
    this.directories = directories;
  }

  /**
   * Makes the group {@code name}.
   *
   * @param memoryBytes what its processes may use together
   * @param tasks how many processes and threads there may be in it
   * @throws IOException when this process may not make groups of {@code version} with both limits
   */
  public static ControlGroup create(Version version, String name, long memoryBytes, long tasks)
      throws IOException {
    if (!name.matches("[a-zA-Z0-9-]{1,64}")) {
      throw new IllegalArgumentException("Not a name of a control group: " + name);
    }
    List<Path> made = new ArrayList<>();
    ControlGroup group = new ControlGroup(made);
    try {
      Path memory = made(made, ControlGroupMounts.own(version, "memory").resolve(name));
      Files.writeString(memory.resolve(version.memoryFile), Long.toString(memoryBytes));
      Path pids = made(made, ControlGroupMounts.own(version, "pids").resolve(name));
      Files.writeString(pids.resolve(PIDS_FILE), Long.toString(tasks));
      return group;
    } catch (IOException refused) {
      group.remove();
      throw refused;
    }
  }

  /**
   * Moves a process into the group.
   *
   * @return the same process, its label with {@link Wall#CONTROL_GROUP}
   */
  public JailedProcess adopt(JailedProcess jailed) throws IOException {
    for (Path directory : directories) {
      Files.writeString(directory.resolve("cgroup.procs"), Long.toString(jailed.process().pid()));
    }
    return new JailedProcess(jailed.process(), jailed.label().with(Wall.CONTROL_GROUP));
  }

  /**
   * Ends every process that is still in the group and removes it.
   *
   * @throws IOException when one of them has not gone after {@link #PATIENCE}
   */
  public void remove() throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (Path directory : directories) {
      while (!isRemoved(directory, deadline)) {
        LockSupport.parkNanos(RETRY_EVERY.toNanos());
      }
    }
  }

  private static boolean isRemoved(Path directory, long deadline) throws IOException {
    try {
      endMembers(directory);
      Files.deleteIfExists(directory);
      return true;
    } catch (FileSystemException busy) {
      if (System.nanoTime() - deadline > 0) {
        throw busy;
      }
      return false;
    }
  }

  private static void endMembers(Path directory) throws IOException {
    if (Files.exists(directory)) {
      for (String member : Files.readAllLines(directory.resolve("cgroup.procs"))) {
        ProcessHandle.of(Long.parseLong(member)).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  /**
   * Removes the groups that processes which are no more have left behind; those in use stay.
   *
   * @param prefix what their names begin with; the id of the process that made them follows
   */
  public static void sweep(Version version, String prefix) {
    for (String controller : List.of("memory", "pids")) {
      try (Stream<Path> groups = Files.list(ControlGroupMounts.own(version, controller))) {
        groups.filter(path -> isAbandoned(path, prefix)).toList().forEach(ControlGroup::sweep);
      } catch (IOException e) {
        // Where there are no groups there is nothing to sweep.
      }
    }
  }

  private static void sweep(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      // What cannot be removed is in use, or another's: it does no harm.
    }
  }

  private static boolean isAbandoned(Path group, String prefix) {
    String name = group.getFileName().toString();
    Matcher maker = MAKER.matcher(name.startsWith(prefix) ? name.substring(prefix.length()) : "");
    return maker.lookingAt() && ProcessHandle.of(Long.parseLong(maker.group(1))).isEmpty();
  }

  /** Whether groups can be made here, with both limits. */
  public static Finding probe(Version version) {
    try {
      String name = "symphony-probe-" + ProcessHandle.current().pid();
      create(version, name, 64L << 20, 16).remove();
      return Finding.present("a group was made and removed");
    } catch (IOException refused) {
      return Finding.absent("no group can be made: " + refused);
    }
  }

  private static Path made(List<Path> made, Path directory) throws IOException {
    if (!made.contains(directory)) {
      Files.createDirectory(directory);
      made.add(directory);
    }
    return directory;
  }
}
