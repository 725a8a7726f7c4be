package dev.symphony.sandbox.jail;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Landlock rules of a jail, as a ruleset of the kernel: every right that the ABI knows is
 * handled, so that what no rule allows is refused.
 *
 * <p>ABI 1 covers reading, writing, executing, making and removing files, ABI 2 moving them between
 * directories, ABI 3 truncation, ABI 4 TCP, ABI 5 device control, ABI 6 signals and abstract Unix
 * sockets. Source: Documentation/userspace-api/landlock.rst of the kernel.
 */
final class Landlock {
  /** The newest ABI whose rights are known here. */
  static final int NEWEST_ABI = 7;

  private static final long EXECUTE = 1;
  private static final long WRITE_FILE = 1 << 1;
  private static final long READ_FILE = 1 << 2;
  private static final long READ_DIR = 1 << 3;
  private static final long REMOVE_DIR = 1 << 4;
  private static final long REMOVE_FILE = 1 << 5;
  private static final long MAKE_DIR = 1 << 7;
  private static final long MAKE_REG = 1 << 8;
  private static final long MAKE_SOCK = 1 << 9;
  private static final long REFER = 1 << 13;
  private static final long TRUNCATE = 1 << 14;
  private static final long IOCTL_DEV = 1 << 15;

  private static final long ON_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV;
  private static final long READ = READ_FILE | READ_DIR;
  private static final long CHANGE =
      WRITE_FILE | TRUNCATE | REMOVE_DIR | REMOVE_FILE | MAKE_DIR | MAKE_REG | MAKE_SOCK | REFER;

  private static final long BIND_AND_CONNECT_TCP = 0b11;
  private static final long ABSTRACT_SOCKETS_AND_SIGNALS = 0b11;
  private static final int VERSION_QUERY = 1;
  private static final int PATH_BENEATH = 1;
  private static final int O_PATH_CLOEXEC = 010000000 | 02000000;
  private static final int AT_FDCWD = -100;

  private final LinuxKernel kernel;
  private final int abi;

  Landlock(LinuxKernel kernel) {
    this.kernel = kernel;
    this.abi = Math.clamp(kernelAbi(kernel), 0, NEWEST_ABI);
  }

  /** The ABI in force: the kernel's, but not more than is known here; 0 when there is none. */
  int abi() {
    return abi;
  }

  /** The ABI that {@code kernel} offers, 0 when Landlock is absent or switched off. */
  static int kernelAbi(LinuxKernel kernel) {
    return (int) Math.max(0, kernel.call(Syscall.LANDLOCK_CREATE_RULESET, 0, 0, VERSION_QUERY));
  }

  /**
   * Makes the ruleset of {@code jail}.
   *
   * @return its file descriptor, closed on execution
   * @throws IOException when a path of the jail does not exist or the kernel refuses a rule
   */
  int ruleset(Jail jail) throws IOException {
    int ruleset = create();
    try {
      for (Path path : jail.readOnlyPaths()) {
        allow(ruleset, path, READ);
      }
      for (Path path : jail.executablePaths()) {
        allow(ruleset, path, READ | EXECUTE);
      }
      for (Path path : jail.readWritePaths()) {
        allow(ruleset, path, READ | CHANGE);
      }
      for (Path path : jail.sharedPaths()) {
        allow(ruleset, path, READ | WRITE_FILE);
      }
      return ruleset;
    } catch (IOException refused) {
      kernel.call(Syscall.CLOSE, ruleset);
      throw refused;
    }
  }

  private int create() throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(JAVA_LONG, 3);
      attributes.setAtIndex(JAVA_LONG, 0, fileRights());
      attributes.setAtIndex(JAVA_LONG, 1, abi >= 4 ? BIND_AND_CONNECT_TCP : 0);
      attributes.setAtIndex(JAVA_LONG, 2, abi >= 6 ? ABSTRACT_SOCKETS_AND_SIGNALS : 0);
      long size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
      long ruleset = kernel.call(Syscall.LANDLOCK_CREATE_RULESET, attributes.address(), size, 0);
      return (int) Failure.check(ruleset, "landlock_create_ruleset");
    }
  }

  private void allow(int ruleset, Path path, long rights) throws IOException {
    long onPath = Files.isDirectory(path) ? rights : rights & ON_FILES;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment name = arena.allocateFrom(path.toString());
      long fd = kernel.call(Syscall.OPENAT, AT_FDCWD, name.address(), O_PATH_CLOEXEC);
      Failure.check(fd, "open " + path);
      MemorySegment rule = arena.allocate(12);
      rule.set(JAVA_LONG_UNALIGNED, 0, onPath & fileRights());
      rule.set(JAVA_INT_UNALIGNED, 8, (int) fd);
      long added = kernel.call(Syscall.LANDLOCK_ADD_RULE, ruleset, PATH_BENEATH, rule.address(), 0);
      kernel.call(Syscall.CLOSE, fd);
      Failure.check(added, "landlock_add_rule " + path);
    }
  }

  private long fileRights() {
    int known = abi >= 5 ? 16 : abi >= 3 ? 15 : abi >= 2 ? 14 : 13;
    return (1L << known) - 1;
  }
}
