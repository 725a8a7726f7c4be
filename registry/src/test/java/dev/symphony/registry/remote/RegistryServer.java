package dev.symphony.registry.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Debian's {@code docker-registry}, on a free port of the loopback interface. */
final class RegistryServer implements AutoCloseable {
  private final Process process;
  private final int port;

  private RegistryServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts a server that keeps its content in {@code directory}; nothing when there is none. */
  static Optional<RegistryServer> start(Path directory) throws IOException, InterruptedException {
    if (!isInstalled("docker-registry")) {
      System.out.println(
          "There is no docker-registry, and it can't be installed here: apt-get install"
              + " docker-registry");
      return Optional.empty();
    }
    int port = freePort();
    Path configuration =
        Files.writeString(
            directory.resolve("config.yml"),
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: "%s"}}
            http: {addr: "127.0.0.1:%d"}
            """
                .formatted(directory.resolve("content"), port));
    Process process =
        new ProcessBuilder("docker-registry", "serve", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("registry.log").toFile())
            .start();
    RegistryServer server = new RegistryServer(process, port);
    server.awaitAnswer();
    return Optional.of(server);
  }

  /** Whether the program is there, installed as a Debian package when that is possible. */
  static boolean isInstalled(String program) throws IOException, InterruptedException {
    return ends(List.of("which", program), 10)
        || (ends(
                List.of("apt-get", "install", "-y", "-qq", "--no-install-recommends", program), 240)
            && ends(List.of("which", program), 10));
  }

  private static boolean ends(List<String> command, long seconds)
      throws IOException, InterruptedException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (process.waitFor(seconds, TimeUnit.SECONDS)) {
        return process.exitValue() == 0;
      }
      process.destroy();
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws IOException {
    for (int attempt = 0; attempt < 600 && process.isAlive(); attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
    throw new IOException("docker-registry does not answer");
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
