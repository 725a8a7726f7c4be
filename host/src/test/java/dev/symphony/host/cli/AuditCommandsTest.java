package dev.symphony.host.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandsTest {
  private static final String WORLD =
      """
      at = "2026-01-01T00:00:00Z"

      [[extension]]
      name = "acme/reader"
      holds = ["files.read:secrets/**", "extensions.invoke:acme/<sender>|acme/sender"]

      [[extension]]
      name = "acme/sender"
      holds = ["http.request:POST https://example.org/in"]
      """;
  private static final String INVARIANTS =
      """
      [[invariant]]
      name = "stays"
      says = "Secrets stay."
      never = { flow = "files.read:secrets/**", to = "http" }

      [[invariant]]
      name = "quiet"
      says = "Nobody logs."
      never = { reach = "log" }
      """;

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("world.toml"), WORLD, UTF_8);
    Files.writeString(directory.resolve("invariants.toml"), INVARIANTS, UTF_8);
  }

  private String file(String name) {
    return directory.resolve(name).toString();
  }

  private int audit(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "audit";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), Map.of(), all);
  }

  @Test
  void reach_isShownInEveryForm() {
    assertEquals(0, audit("reach", "acme/reader", "--world", file("world.toml")));
    assertTrue(out.toString().contains("acme/reader -> acme/sender  http.request"), out::toString);
    for (String format : new String[] {"json", "dot", "mermaid", "html"}) {
      assertEquals(
          0, audit("reach", "--to", "http", "--world", file("world.toml"), "--format", format));
    }
    assertTrue(out.toString().contains("digraph authority"), out::toString);
    assertTrue(out.toString().contains("flowchart LR"), out::toString);
    assertTrue(out.toString().contains("<svg "), out::toString);
    String page = out.toString().substring(out.toString().indexOf("<!doctype html>"));
    assertTrue(!page.contains("<sender>"), page);
  }

  @Test
  void unknownExtension_isAnErrorWithAPage() {
    assertEquals(5, audit("reach", "acme/nobody", "--world", file("world.toml")));
    assertTrue(err.toString().contains("audit-no-extension"), err::toString);
    assertEquals(2, audit("reach", "--world", file("world.toml")));
  }

  @Test
  void proofs_sayWhatHoldsAndWhatDoesNot() {
    assertEquals(
        1,
        audit(
            "prove",
            file("invariants.toml"),
            "--world",
            file("world.toml"),
            "--rehearse",
            "puppets"));
    assertTrue(out.toString().contains("VIOLATED  stays"), out::toString);
    assertTrue(out.toString().contains("PROVED  quiet"), out::toString);
    assertTrue(out.toString().contains("1. acme/reader reads files.read(\"secrets"), out::toString);
  }

  @Test
  void brokenInvariant_isRefusedWithItsPlace() throws IOException {
    Files.writeString(
        directory.resolve("invariants.toml"),
        "[[invariant]]\nname = \"x\"\nsays = \"X.\"\nnever = { flow = \"files read\", to = \"http\" }\n");
    assertEquals(5, audit("prove", file("invariants.toml"), "--world", file("world.toml")));
    assertTrue(err.toString().contains("invariants.toml:4"), err::toString);
  }

  @Test
  void policySets_areCompared() {
    assertEquals(0, audit("diff", "default", "strict"));
    assertTrue(out.toString().contains("- http.request: "), out::toString);
    assertEquals(1, audit("diff", "strict", "default"));
  }

  @Test
  void shippedSets_areExamined() {
    assertEquals(0, audit("policies", "default"));
    assertEquals(0, audit("policies", "strict"));
    assertEquals(1, audit("policies", "development"));
    assertTrue(out.toString().contains("[over-broad]"), out::toString);
  }
}
