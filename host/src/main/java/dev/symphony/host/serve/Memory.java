package dev.symphony.host.serve;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the system says of the memory of processes; Linux only. */
final class Memory {
  private static final String RESIDENT = "VmRSS:";
  private static final long KIB = 1024;

  private Memory() {}

  /** The resident memory of a process in bytes; nothing when it is not known. */
  static OptionalLong of(long process) {
    Path status = Path.of("/proc", Long.toString(process), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }
}
