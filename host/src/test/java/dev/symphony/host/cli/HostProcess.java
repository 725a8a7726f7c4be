package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.serve.ServeClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A host that serves a home, in a process of its own. */
record HostProcess(Process process) implements AutoCloseable {
  /** Starts one whose guests run in its own process. */
  static HostProcess start(Path home) throws IOException, InterruptedException {
    return start(home, "context");
  }

  /** Starts one, and waits until it takes requests. */
  static HostProcess start(Path home, String isolation) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName(),
            "serve",
            "--isolation",
            isolation,
            "--home",
            home.toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("SYMPHONY_"));
    HostProcess host =
        new HostProcess(
            builder
                .redirectErrorStream(true)
                .redirectOutput(
                    ProcessBuilder.Redirect.appendTo(home.resolveSibling("host.log").toFile()))
                .start());
    host.awaitSocket(home);
    return host;
  }

  private void awaitSocket(Path home) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < 1200 && process.isAlive(); attempt++) {
      Optional<ServeClient> client = ServeClient.connect(home);
      if (client.isPresent()) {
        client.get().close();
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    throw new AssertionError("the host does not serve; see " + home.resolveSibling("host.log"));
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
  }

  /** Ends it as Ctrl-C does, and gives its exit code. */
  int end() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    return process.exitValue();
  }

  @Override
  public void close() {
    try {
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
