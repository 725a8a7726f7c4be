package dev.symphony.host.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the system says of this process and of those it has started; Linux only. */
public final class OwnProcesses {
  private static final Path PROC = Path.of("/proc");
  private static final long KIB = 1024;
  private static final int STATE = 0;
  private static final int FLAGS = 6;
  private static final long EXITING = 0x4;

  private OwnProcesses() {}

  /** The resident memory of this process plus the proportional one of all that it started. */
  public static long memoryBytes() {
    return kib(PROC.resolve("self/status"), "VmRSS:") * KIB
        + descendants(ProcessHandle.current())
            .mapToLong(p -> kib(PROC.resolve(p.pid() + "/smaps_rollup"), "Pss:") * KIB)
            .sum();
  }

  /** The processor time of all that this process started, as far as that is alive. */
  static Duration processorTime() {
    return descendants(ProcessHandle.current())
        .flatMap(p -> p.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  static Stream<ProcessHandle> descendants(ProcessHandle process) {
    return process.descendants();
  }

  /** The most memory that one process of {@code root} and its descendants has resident. */
  static long largestResidentBytes(ProcessHandle root) {
    return Stream.concat(Stream.of(root), descendants(root))
        .mapToLong(p -> kib(PROC.resolve(p.pid() + "/status"), "VmRSS:") * KIB)
        .max()
        .orElse(0);
  }

  /** Whether a thread that runs a guest in a descendant of this process is on a processor. */
  static boolean guestRuns() {
    return descendants(ProcessHandle.current()).anyMatch(p -> guestRunsIn(p.pid()));
  }

  /**
   * Whether a thread that runs a guest in the process {@code pid} is on a processor. One that the
   * system is ending is not: it never gets back to its code.
   */
  public static boolean guestRunsIn(long pid) {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(PROC.resolve(pid + "/task"))) {
      for (Path thread : threads) {
        if (guestRuns(Files.readString(thread.resolve("stat")))) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean guestRuns(String stat) {
    if (!stat.contains("(guest-")) {
      return false;
    }
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return fields[STATE].equals("R") && (Long.parseLong(fields[FLAGS]) & EXITING) == 0;
  }

  /** The number behind {@code name}; 0 when the process is gone. */
  private static long kib(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("\\D", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
