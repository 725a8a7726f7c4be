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
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(new PrintWriter(out), new PrintWriter(err), Workers.environment(), arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  /** Writes a file and says where. */
  static String written(Path file, String text) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, text.getBytes(UTF_8));
    return file.toString();
  }
}
