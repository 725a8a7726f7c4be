package dev.symphony.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.symphony.host.cli.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The command {@code symphony}, run in this very process with workers of its own. */
final class Symphony {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Symphony() {}

  /** How a command ended, and what it printed. */
  record Ran(int code, String out, String err) {

    /** What it printed, which has to be one JSON value on one line. */
    JsonNode json() {
      if (out.strip().lines().count() != 1) {
        throw new AssertionError("not one line: " + this);
      }
      try {
        return MAPPER.readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + this, e);
      }
    }
  }

  static Ran run(List<String> arguments) {
    return run(arguments.toArray(String[]::new));
  }

  static Ran run(String... arguments) {
    return start(arguments).ran();
  }

  /** Starts a command on a thread of its own. */
  static Running start(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    return new Running(
        err,
        CompletableFuture.supplyAsync(
            () -> {
              int code =
                  Main.run(
                      new PrintWriter(out), new PrintWriter(err), Workers.environment(), arguments);
              return new Ran(code, out.toString(), err.toString());
            },
            command -> Thread.ofPlatform().daemon().name("command").start(command)));
  }

  /** A command on its way. */
  record Running(StringWriter err, CompletableFuture<Ran> end) {

    /** How it ended, once it has. */
    Ran ran() {
      return end.join();
    }

    /** Waits until it has printed {@code text} beside its results. */
    void awaitNote(String text) throws InterruptedException {
      while (!err.toString().contains(text)) {
        if (end.isDone()) {
          throw new AssertionError("it never printed '" + text + "': " + end.join());
        }
        Thread.sleep(20);
      }
    }
  }

  /** Writes a file and says where. */
  static String written(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, text.getBytes(UTF_8));
    return file.toString();
  }
}
