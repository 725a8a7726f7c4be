package dev.symphony.sandbox.process;

import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.sandbox.worker.WorkerMain;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts workers with this process's own Java runtime and class path, without a jail: for tests and
 * for systems that have no jail.
 */
public final class PlainWorkerLauncher implements WorkerLauncher {
  private final List<String> options;
  private final Redirect errors;

  /** A launcher whose workers get {@code options} for their JVM besides the usual ones. */
  public PlainWorkerLauncher(List<String> options, Redirect errors) {
    this.options = List.copyOf(options);
    this.errors = errors;
  }

  @Override
  public LaunchedWorker launch(WorkerOrder order) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command(order));
    builder.environment().clear();
    builder.directory(Path.of("/").toFile());
    builder.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(Redirect.DISCARD).redirectError(errors);
    return new LaunchedWorker(builder.start(), IsolationLabel.PROCESS);
  }

  private List<String> command(WorkerOrder order) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> usual =
        List.of(
            "-XX:-UsePerfData",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Xmx" + order.maxHeapBytes(),
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Duser.name=guest",
            "-Duser.home=/");
    List<String> program =
        List.of("-cp", System.getProperty("java.class.path"), WorkerMain.class.getName());
    return Stream.of(List.of(java), usual, options, program, order.arguments("--socket"))
        .flatMap(List::stream)
        .toList();
  }
}
