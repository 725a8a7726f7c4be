package dev.symphony.host.bench.architecture;

import dev.symphony.host.bench.BenchFailure;
import dev.symphony.host.topology.Topology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of("bench", "architectures", "--only", topology.name()));
    line.addAll(options);
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
