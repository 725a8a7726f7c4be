package dev.symphony.samples;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Debian's {@code docker-registry} on a free port of the loopback interface. The tests of the
 * module registry, which run before these, install it where they can.
 */
record RegistryServer(Process process, int port) implements AutoCloseable {

  /** Starts a server that keeps its content in {@code directory}; nothing when there is none. */
  static Optional<RegistryServer> start(Path directory) throws IOException, InterruptedException {
    int port = freePort();
    Path configuration =
        Files.writeString(
            Files.createDirectories(directory).resolve("config.yml"),
            """
            version: 0.1
            log: {level: error}
            storage: {filesystem: {rootdirectory: "%s"}}
            http: {addr: "127.0.0.1:%d"}
            """
                .formatted(directory.resolve("content"), port));
    try {
      Process process =
          new ProcessBuilder("docker-registry", "serve", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(directory.resolve("registry.log").toFile())
              .start();
      RegistryServer server = new RegistryServer(process, port);
      server.awaitAnswer();
      return Optional.of(server);
    } catch (IOException e) {
      System.out.println("There is no registry server here: apt-get install docker-registry");
      return Optional.empty();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitAnswer() throws InterruptedException {
    for (int attempt = 0; attempt < 600 && process.isAlive(); attempt++) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
    throw new AssertionError("docker-registry does not answer");
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
