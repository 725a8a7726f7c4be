package dev.symphony.sdk.example;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.sdk.KernelException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example does what the README says, and the README shows the example. */
class CountFilesTest {
  private static final String MANIFEST =
      """
      [extension]
      name = "counter"
      version = "0.1.0"
      publisher = "example"
      kind = "operator"

      [code]
      language = "js"
      entry = "main.mjs"

      [[capability]]
      service = "files"
      operations = ["list"]
      reason = "To count the files."
      """;

  @Test
  void theExample_countsAndIsRefusedOnceRevoked(@TempDir Path directory)
      throws IOException, KernelException {
    Path extension = Files.createDirectory(directory.resolve("counter"));
    Files.writeString(extension.resolve("extension.toml"), MANIFEST);
    Files.writeString(
        extension.resolve("main.mjs"),
        "export default async (input, caps) => (await caps.files.list(input.pattern)).length;\n");
    Path sources = Files.createDirectory(directory.resolve("sources"));
    Files.writeString(sources.resolve("a.txt"), "a");
    Files.writeString(sources.resolve("b.txt"), "b");
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    CountFiles.run(
        directory.resolve("home"), extension, sources, new PrintStream(out, true, UTF_8));

    assertEquals("counted: 2\nrevoked: denied\n", out.toString(UTF_8));
  }

  @Test
  void theReadme_showsTheExample() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/dev/symphony/sdk/example/CountFiles.java"), UTF_8);
    String shown =
        source
            .substring(source.indexOf("// begin\n") + 9, source.indexOf("    // end"))
            .stripTrailing()
            .stripIndent();

    assertTrue(Files.readString(Path.of("README.md"), UTF_8).contains(shown), shown);
    assertTrue(shown.lines().count() <= 10, shown);
  }
}
