package dev.symphony.capabilities.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Another implementation of the token format, run with Node.js from its npm package. */
final class WasmPeer implements AutoCloseable {
  private static final String PACKAGE = "@biscuit-auth/biscuit-wasm@0.6.0";
  private static final Path DIRECTORY = Path.of("target", "interop");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private WasmPeer(Process process) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /** Installs the package where it is not yet, and starts it. */
  static WasmPeer start() throws IOException, InterruptedException {
    Files.createDirectories(DIRECTORY);
    if (!Files.exists(DIRECTORY.resolve("node_modules/@biscuit-auth/biscuit-wasm/package.json"))) {
      run(List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", ".", PACKAGE));
    }
    try (InputStream script = WasmPeer.class.getResourceAsStream("/interop/peer.mjs")) {
      Files.copy(
          Objects.requireNonNull(script),
          DIRECTORY.resolve("peer.mjs"),
          StandardCopyOption.REPLACE_EXISTING);
    }
    return new WasmPeer(
        command(List.of("node", "--experimental-wasm-modules", "--no-warnings", "peer.mjs"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private static ProcessBuilder command(List<String> words) {
    return new ProcessBuilder(words).directory(DIRECTORY.toFile());
  }

  private static void run(List<String> words) throws IOException, InterruptedException {
    File log = DIRECTORY.resolve("install.log").toFile();
    Process install;
    try {
      install = command(words).redirectErrorStream(true).redirectOutput(log).start();
    } catch (IOException e) {
      throw new AssertionError(
          "Node.js and npm are needed to test against another implementation. On Debian:"
              + " apt-get install nodejs npm",
          e);
    }
    if (!install.waitFor(3, TimeUnit.MINUTES) || install.exitValue() != 0) {
      install.destroyForcibly();
      throw new AssertionError(
          String.join(" ", words) + " failed in capabilities/target/interop; see " + log);
    }
  }

  static ObjectNode request(String operation) {
    return JSON.createObjectNode().put("operation", operation);
  }

  JsonNode ask(ObjectNode request) throws IOException {
    requests.write(request.toString());
    requests.newLine();
    requests.flush();
    while (true) {
      String line = answers.readLine();
      if (line == null) {
        throw new AssertionError("the other implementation ended; is Node.js at least version 20?");
      }
      if (line.startsWith("{")) {
        return JSON.readTree(line);
      }
    }
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }
}
