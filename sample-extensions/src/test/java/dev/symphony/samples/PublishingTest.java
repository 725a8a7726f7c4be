package dev.symphony.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.samples.Symphony.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From an empty folder to a signed extension that runs in another home, as the guide says it. */
class PublishingTest {
  @TempDir Path directory;

  private String at(String name) {
    return directory.resolve(name).toString();
  }

  private Ran ok(String... arguments) {
    Ran ran = Symphony.run(List.of(arguments));
    assertEquals(0, ran.code(), ran::toString);
    return ran;
  }

  private Ran at(String home, String... arguments) {
    return ok(
        Stream.concat(Stream.of(arguments), Stream.of("--json", "--home", at(home)))
            .toArray(String[]::new));
  }

  @Test
  void theQuickStart_works() throws IOException {
    JsonNode key = at("author", "keys", "publisher", "new", "acme", "--no-passphrase").json();
    String fingerprint = key.required("fingerprint").textValue();
    Files.createDirectories(directory.resolve("src"));
    Files.writeString(directory.resolve("src").resolve("a.txt"), "one\ntwo\n");
    for (String language : List.of("js", "python")) {
      String name = "count-" + language;
      ok("new", "operator", name, "--lang", language, "--publisher", "acme", "--in", at("."));
      at("author", "pack", at(name), "--output", at(name + ".symphony"));
      at("author", "publish", at(name + ".symphony"));
      at(
          "user",
          "install",
          "acme/" + name,
          "--from",
          at("author"),
          "--yes",
          "--trust",
          fingerprint);
      at("user", "verify", "acme/" + name);
      JsonNode ran = at("user", "run", "acme/" + name, "--input", at("src")).json();
      assertEquals("completed", ran.required("outcome").textValue(), ran::toString);
    }
    assertEquals(2, at("user", "list").json().required("installed").size());
  }
}
