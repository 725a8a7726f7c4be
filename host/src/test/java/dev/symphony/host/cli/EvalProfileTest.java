package dev.symphony.host.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalProfileTest {
  @Test
  void parts_areThoseOfTheCallsMade(@TempDir Path directory) throws Exception {
    Path script = directory.resolve("three.js");
    Files.writeString(
        script, "caps.clock.millis(); caps.clock.millis(); caps.clock.millis(); 'done'");
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();

    int exit =
        Main.run(
            new PrintWriter(out),
            new PrintWriter(err),
            Map.of(),
            "eval",
            "--lang",
            "js",
            "--isolation",
            "context",
            "--grant",
            "clock.millis",
            "--profile",
            "--json",
            script.toString());

    assertEquals(ExitCode.OK, exit, err::toString);
    Map<?, ?> outcome = (Map<?, ?>) requireNonNull(JsonText.parse(out.toString()));
    Map<?, ?> profile = (Map<?, ?>) requireNonNull(outcome.get("profile"));
    assertEquals("done", outcome.get("value"));
    assertEquals(3L, profile.get("calls"));
    for (String part : new String[] {"start", "wall", "guest", "gate", "service"}) {
      assertTrue(
          ((Number) requireNonNull(profile.get(part))).doubleValue() > 0,
          () -> part + " in " + profile);
    }
  }
}
