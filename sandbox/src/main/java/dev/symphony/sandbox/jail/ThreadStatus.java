package dev.symphony.sandbox.jail;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code /proc} says about the privileges of one thread. Source: proc_pid_status(5). */
record ThreadStatus(Map<String, String> fields) {
  private static final String FILTERED = "2";

  /** {@code label} corrected by what the kernel says about every thread of process {@code pid}. */
  static IsolationLabel observe(long pid, IsolationLabel label) {
    List<ThreadStatus> threads = ofProcess(pid);
    if (threads.isEmpty()) {
      return IsolationLabel.NONE;
    }
    IsolationLabel seen = label;
    int own =
        ofProcess(ProcessHandle.current().pid()).stream()
            .mapToInt(ThreadStatus::filters)
            .max()
            .orElse(0);
    if (threads.stream().allMatch(thread -> thread.isFiltered() && thread.filters() > own)) {
      seen = seen.with(Wall.SECCOMP);
    } else {
      seen = seen.without(Wall.SECCOMP);
    }
    if (!threads.stream().allMatch(ThreadStatus::hasNoNewPrivileges)) {
      seen = seen.without(Wall.NO_NEW_PRIVILEGES);
    }
    if (!threads.stream().allMatch(ThreadStatus::hasNoCapabilities)) {
      seen = seen.without(Wall.NO_CAPABILITIES);
    }
    return seen;
  }

  /** The status of every thread of process {@code pid}, empty when there is none. */
  static List<ThreadStatus> ofProcess(long pid) {
    List<ThreadStatus> threads = new ArrayList<>();
    Path tasks = Path.of("/proc", Long.toString(pid), "task");
    try (DirectoryStream<Path> each = Files.newDirectoryStream(tasks)) {
      for (Path task : each) {
        addThread(threads, task.resolve("status"));
      }
    } catch (NoSuchFileException ended) {
      return List.of();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return threads;
  }

  private static void addThread(List<ThreadStatus> threads, Path status) {
    try {
      threads.add(parse(Files.readAllLines(status)));
    } catch (IOException threadEnded) {
      // A thread that ended meanwhile does nothing any more: it needs no wall.
    }
  }

  static ThreadStatus parse(List<String> lines) {
    return new ThreadStatus(
        lines.stream()
            .map(line -> line.split(":", 2))
            .filter(parts -> parts.length == 2)
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1].strip())));
  }

  boolean isFiltered() {
    return FILTERED.equals(fields.get("Seccomp"));
  }

  /**
   * How many filters are on; the host may have some itself, and its children inherit them. Where
   * the kernel does not count, a filter is one more than the host has.
   */
  int filters() {
    return Integer.parseInt(fields.getOrDefault("Seccomp_filters", isFiltered() ? "1" : "0"));
  }

  boolean hasNoNewPrivileges() {
    return "1".equals(fields.get("NoNewPrivs"));
  }

  /** Whether the permitted, effective, inheritable and ambient sets are all empty. */
  boolean hasNoCapabilities() {
    return List.of("CapPrm", "CapEff", "CapInh", "CapAmb").stream()
        .allMatch(set -> fields.getOrDefault(set, "?").matches("0+"));
  }
}
