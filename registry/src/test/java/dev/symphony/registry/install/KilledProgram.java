package dev.symphony.registry.install;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A program in a process of its own that says the number of each step it has done. */
final class KilledProgram {
  private KilledProgram() {}

  /**
   * Runs {@code main} on a directory until it has said {@code enough}, kills it, and gives the last
   * number that it said.
   */
  static int run(Class<?> main, Path directory, int enough)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int said = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (said < enough) {
        said = Integer.parseInt(lines.readLine());
      }
      process.toHandle().destroyForcibly();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        said = Integer.parseInt(line);
      }
    }
    return said;
  }
}
