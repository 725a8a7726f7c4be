package dev.symphony.host.service.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KeyValueCrashTest {
  private static final int ENOUGH = 30;

  @TempDir private Path home;

  /** Puts values until it is killed, and says after each that it is kept. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      try (KeyValueDatabase database =
          KeyValueDatabase.open(Path.of(arguments[0]), KeyValueLimits.DEFAULT)) {
        KeyValueService kv = database.forExtension("crash");
        for (long i = 0; ; i++) {
          kv.put("last", i);
          kv.put("k/" + i % 100, List.of(i, "x".repeat(10_000)));
          System.out.println(i);
        }
      }
    }
  }

  @Test
  void whatWasAnswered_survivesAKill() throws Exception {
    Path file = home.resolve("kv.db");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long answered = killAfterSome(writer);
    try (KeyValueDatabase database = KeyValueDatabase.open(file, KeyValueLimits.DEFAULT)) {
      KeyValueService kv = database.forExtension("crash");
      long last = (Long) kv.get("last").orElseThrow();
      assertTrue(last >= answered, "kept " + last + ", answered " + answered);
      Object kept = kv.get("k/" + answered % 100).orElseThrow();
      assertEquals(List.of(answered, "x".repeat(10_000)), kept);
      kv.put("after", true);
      assertEquals(Optional.of(true), kv.get("after"));
    }
  }

  private static long killAfterSome(Process writer) throws Exception {
    long answered = -1;
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        answered = Long.parseLong(line);
        if (answered == ENOUGH) {
          writer.toHandle().destroyForcibly();
        }
      }
    }
    writer.waitFor();
    assertTrue(answered >= ENOUGH, "the writer ended early");
    return answered;
  }
}
