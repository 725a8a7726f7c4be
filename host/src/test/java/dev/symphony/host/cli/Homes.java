package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** Homes below a directory, of an author and of others, and commands that are run on them. */
record Homes(Path directory) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** How a command ended, and what it printed. */
  record Ran(int code, String out, String err) {
    JsonNode json() {
      try {
        return MAPPER.readTree(out);
      } catch (IOException e) {
        throw new IllegalStateException(out + err, e);
      }
    }

    String error() {
      return json().path("error").path("code").asText(out + err);
    }
  }

  String at(String name) {
    return directory.resolve(name).toString();
  }

  Ran symphony(String home, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all =
        Stream.concat(Stream.of(arguments), Stream.of("--json", "--home", at(home)))
            .toArray(String[]::new);
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), Map.of(), all);
    return new Ran(code, out.toString(), err.toString());
  }

  Ran ok(String home, String... arguments) {
    Ran ran = symphony(home, arguments);
    assertEquals(0, ran.code(), ran::toString);
    return ran;
  }

  /** Makes a key of the publisher {@code acme}, and gives its fingerprint. */
  String key() {
    return ok("author", "keys", "publisher", "new", "acme", "--no-passphrase")
        .json()
        .required("fingerprint")
        .textValue();
  }

  /** Publishes a version of {@code acme/tool} in the home of the author. */
  void publish(String version, String code) throws IOException {
    ok("author", "publish", extension("tool", version, code));
  }

  /** An extension in a directory. */
  String extension(String name, String version, String code) throws IOException {
    Path place = Files.createDirectories(directory.resolve(name + "-" + version));
    Files.writeString(
        place.resolve("extension.toml"),
        """
        [extension]
        name = "%s"
        version = "%s"
        publisher = "acme"
        kind = "operator"
        [code]
        language = "js"
        entry = "main.mjs"
        """
            .formatted(name, version));
    Files.writeString(place.resolve("main.mjs"), code + "\n");
    return place.toString();
  }
}
