package dev.symphony.host.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Starts this host again, in a fresh process, for what must not be measured in a used one.
 *
 * @param command this very command up to the name of its workload
 * @param options what follows the name
 * @param environment what the processes find in their environment
 * @param launcher the script that starts Symphony, when it started this host
 * @param read reads a line that a fresh host printed as a row
 */
public record FreshHost(
    List<String> command,
    List<String> options,
    Map<String, String> environment,
    Optional<Path> launcher,
    Consumer<String> read) {
  private static final Duration LOOK = Duration.ofMillis(20);

  /** When a process is killed from outside: it takes too long, or is too large. */
  private record Bounds(Duration patience, long mostResidentBytes) {
    static final Bounds USUAL = new Bounds(Duration.ofMinutes(4), Long.MAX_VALUE);
    static final Bounds OF_AN_ATTACK = new Bounds(Duration.ofSeconds(20), 3L << 29);

    boolean exceededBy(Process process) {
      return mostResidentBytes != Long.MAX_VALUE
          && OwnProcesses.largestResidentBytes(process.toHandle()) > mostResidentBytes;
    }
  }

  public FreshHost {
    command = List.copyOf(command);
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** Runs a part of a workload in a fresh host; its rows become rows of this one. */
  void run(Bench bench, String part) {
    List<String> line = new ArrayList<>(command);
    line.add(part);
    line.addAll(options);
    Bounds bounds = part.startsWith("W6") ? Bounds.OF_AN_ATTACK : Bounds.USUAL;
    try {
      Process process = start(line);
      CompletableFuture<String> printed = read(process.getInputStream());
      process.getOutputStream().close();
      String stopped = await(process, bounds);
      List<String> rows = printed.join().lines().filter(l -> l.contains("\"value\"")).toList();
      if (stopped.isEmpty() && process.exitValue() == 0 && !rows.isEmpty()) {
        rows.forEach(read);
      } else {
        String why = stopped.isEmpty() ? "ended with " + process.exitValue() : stopped;
        bench.rows().accept(BenchRow.without(part.substring(0, 2), part, "-", why + rows));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a fresh host can't be started", e);
    }
  }

  /** What a command prints, given {@code input}; it must end well. */
  String output(List<String> line, String input) {
    try {
      Process process = start(line);
      CompletableFuture<String> printed = read(process.getInputStream());
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      await(process, Bounds.USUAL);
      BenchFailure.require(0, process.exitValue(), "the exit code of " + line.getFirst());
      return printed.join();
    } catch (IOException e) {
      throw new UncheckedIOException(line.getFirst() + " can't be started", e);
    }
  }

  /** Starts a command that goes on until it is ended; what it says goes nowhere. */
  Process begin(List<String> line) {
    try {
      return builder(line)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(line.getFirst() + " can't be started", e);
    }
  }

  private Process start(List<String> line) throws IOException {
    return builder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private ProcessBuilder builder(List<String> line) {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder;
  }

  private static CompletableFuture<String> read(InputStream stream) {
    CompletableFuture<String> text = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .name("fresh-host")
        .start(() -> {
          try (stream) {
            text.complete(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
          } catch (IOException e) {
            text.completeExceptionally(e);
          }
        });
    return text;
  }

  /** Waits for the end; the reason when it had to be killed. */
  private static String await(Process process, Bounds bounds) {
    long end = System.nanoTime() + bounds.patience().toNanos();
    try {
      while (!process.waitFor(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
        boolean late = System.nanoTime() > end;
        if (late || bounds.exceededBy(process)) {
          OwnProcesses.descendants(process.toHandle()).forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly().waitFor();
          return late
              ? "killed after " + bounds.patience().toSeconds() + " s"
              : "killed above 1.5 GiB";
        }
      }
      return "";
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", e);
    }
  }
}
