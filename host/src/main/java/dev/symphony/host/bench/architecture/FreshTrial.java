package dev.symphony.host.bench.architecture;

import dev.symphony.host.bench.BenchFailure;
import dev.symphony.host.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A trial in a host of its own, started as this one was.
 *
 * @param command this command line up to its command
 * @param options what follows
 */
public record FreshTrial(
    List<String> command, List<String> options, Map<String, String> environment) {
  public FreshTrial {
    command = List.copyOf(command);
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /** Starts hosts with the same Java command line as this process. */
  public static FreshTrial ofThisCommand(Map<String, String> environment, List<String> options) {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> command = new ArrayList<>();
    command.add(self.command().orElse("java"));
    for (String argument : self.arguments().orElse(new String[0])) {
      if (argument.equals("bench")) {
        break;
      }
      command.add(argument);
    }
    return new FreshTrial(command, options, environment);
  }

  /** What the trial of an architecture prints. */
  public List<String> lines(Topology topology) {
    Path loaded = newFile();
    List<String> line = new ArrayList<>(command);
    line.add(1, TrustedCode.option(loaded));
    line.addAll(List.of("bench", "architectures", "--only", topology.name()));
    line.addAll(options);
    try {
      return lines(line, topology);
    } finally {
      delete(loaded);
    }
  }

  private static Path newFile() {
    try {
      return Files.createTempFile("symphony-bench-", ".classes");
    } catch (IOException e) {
      throw new BenchFailure("there is no place for a list of classes", e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new BenchFailure("a list of classes can't be deleted", e);
    }
  }

  private List<String> lines(List<String> line, Topology topology) {
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new BenchFailure("the trial of " + topology.name() + " ended with " + exit);
      }
      return printed.lines().filter(text -> text.startsWith("{")).toList();
    } catch (IOException e) {
      throw new BenchFailure("a fresh host can't be started", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", e);
    }
  }
}
