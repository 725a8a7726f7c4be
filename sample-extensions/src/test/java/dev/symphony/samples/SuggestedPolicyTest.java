package dev.symphony.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.samples.Symphony.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is suggested after a run lets the same run work again, and nobody do anything more. */
class SuggestedPolicyTest {
  private static final List<String> EXTENSIONS = List.of("language-id", "metrics", "hostile-js");
  private static final String WORKFLOW =
      """
      [workflow]
      name = "small"
      version = "1.0.0"
      description = "A part of code-health."

      [inputs.source]
      type = "directory"
      description = "The tree."

      [[node]]
      id = "languages"
      extension = "./language-id"
      grants = { files = "${inputs.source}" }

      [[node]]
      id = "metrics"
      extension = "./metrics"
      input = { files = "${nodes.languages.output}" }
      grants = { files = "${inputs.source}" }

      [[node]]
      id = "probe"
      extension = "./hostile-js"
      input = { attack = "probe" }
      grants = { files = "${inputs.source}" }
      on_failure = "continue"

      [report]
      output = "${nodes.metrics.output}"
      """;

  @TempDir Path directory;

  private Path home(String name) {
    return directory.resolve("home-" + name);
  }

  private JsonNode run(String home) throws IOException {
    Ran ran =
        Symphony.run(
            "run",
            directory.resolve("samples").toString(),
            "--input",
            directory.resolve("tree").toString(),
            "--home",
            home(home).toString(),
            "--json");
    assertEquals(0, ran.code(), ran::toString);
    return ran.json().get("nodes");
  }

  @Test
  void suggestion_isEnoughAndNotMore() throws IOException {
    copySamples();
    new SourceTree(directory.resolve("tree")).generate("long.js", 12);
    JsonNode before = run("first");

    String policy = suggest("--as", "policy");
    assertTrue(policy.contains("Symphony::Extension::\"symphony-samples/metrics\""), policy);
    Symphony.written(home("second").resolve("policy.cedar"), policy);
    for (String extension : EXTENSIONS) {
      narrow(extension);
    }
    JsonNode after = run("second");

    for (String node : List.of("languages", "metrics", "probe")) {
      assertEquals(
          before.get(node).get("outcome"), after.get(node).get("outcome"), after::toString);
    }
    Ran diff =
        Symphony.run(
            "audit",
            "diff",
            "default",
            home("second").resolve("policy.cedar").toString(),
            "--json");
    assertEquals(0, diff.code(), diff::toString);
    assertEquals(0, diff.json().get("added").size(), diff::toString);
  }

  private String suggest(String... arguments) {
    Ran ran =
        Symphony.run(
            Stream.concat(
                    Stream.of("audit", "suggest", "--home", home("first").toString()),
                    Stream.of(arguments))
                .toList());
    assertEquals(0, ran.code(), ran::toString);
    return ran.out();
  }

  private void copySamples() throws IOException {
    Symphony.written(directory.resolve("samples").resolve("workflow.toml"), WORKFLOW);
    for (String extension : EXTENSIONS) {
      Path from = Path.of("code-health", extension);
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path to = directory.resolve("samples").resolve(extension).resolve(from.relativize(file));
          Files.createDirectories(to.getParent());
          Files.copy(file, to);
        }
      }
    }
  }

  /** Puts what is suggested for an extension in the place of what its manifest asks for. */
  private void narrow(String extension) throws IOException {
    Path manifest = directory.resolve("samples").resolve(extension).resolve("extension.toml");
    String text = Files.readString(manifest, UTF_8);
    String publisher =
        extension.startsWith("hostile") ? "symphony-samples-hostile" : "symphony-samples";
    String asked = text.substring(text.indexOf("[[capability]]"), text.indexOf("[resources]"));
    Files.writeString(
        manifest, text.replace(asked, suggest(publisher + "/" + extension) + "\n"), UTF_8);
  }
}
