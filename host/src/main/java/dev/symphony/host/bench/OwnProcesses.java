package dev.symphony.host.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the system says of this process and of those it has started; Linux only. */
public final class OwnProcesses {
  private static final Path PROC = Path.of("/proc");
  private static final long KIB = 1024;

  private OwnProcesses() {}

  /** The resident memory of this process plus the proportional one of all that it started. */
  public static long memoryBytes() {
    return kib(PROC.resolve("self/status"), "VmRSS:") * KIB
        + descendants(ProcessHandle.current())
            .mapToLong(p -> kib(PROC.resolve(p.pid() + "/smaps_rollup"), "Pss:") * KIB)
            .sum();
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
    return descendants(ProcessHandle.current()).anyMatch(OwnProcesses::guestRunsIn);
  }

  private static boolean guestRunsIn(ProcessHandle process) {
    Path tasks = PROC.resolve(process.pid() + "/task");
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        String stat = Files.readString(thread.resolve("stat"));
        if (stat.contains("(guest-") && stat.startsWith("R", stat.lastIndexOf(')') + 2)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      return false;
    }
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
