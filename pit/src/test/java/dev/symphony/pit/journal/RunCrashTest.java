package dev.symphony.pit.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.pit.workflow.NodeRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hosts killed with SIGKILL at random moments of a run, and the run resumed until it is over. Three
 * runs by default; {@code -Dsymphony.crash.runs=200} for more.
 */
class RunCrashTest {
  private static final int RUNS = Integer.getInteger("symphony.crash.runs", 3);
  private static final int MOST_KILLS = 4;
  @TempDir private Path top;

  @Test
  @Timeout(value = 30, unit = TimeUnit.MINUTES)
  void killedRuns_completeOnceEach() throws Exception {
    int kills = 0;
    for (int run = 0; run < RUNS; run++) {
      Path home = Files.createDirectory(top.resolve("home-" + run));
      kills += untilDone(home, new Random(run));
      checkAttempts(home);
      checkEffects(home);
    }
    assertTrue(kills > 0, "no host was killed in time");
    System.out.println(RUNS + " runs resumed after " + kills + " kills in all");
  }

  /** Returns how often a host was killed before the run was over. */
  private static int untilDone(Path home, Random random) throws Exception {
    for (int kills = 0; ; kills++) {
      Set<String> settled = settled(home);
      int started = starts(home).size();
      Optional<List<String>> output = work(home, kills < MOST_KILLS ? random.nextInt(90) : 60_000);
      List<String> again =
          starts(home).subList(started, starts(home).size()).stream()
              .map(line -> line.replaceFirst(" .*", ""))
              .filter(key -> settled.contains(key.replaceFirst(".*/", "")))
              .toList();
      assertEquals(List.of(), again, "ran again though it was over with");
      if (output.isPresent()) {
        assertEquals(List.of("COMPLETED", expectedReport()), output.get());
        return kills;
      }
    }
  }

  private static String expectedReport() {
    List<String> items = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      items.add("{item=" + (i + 1) + ", index=" + i + "}");
    }
    return "{each=["
        + String.join(", ", items)
        + "], bad=null, saved=plan b, never={outcome=skipped,"
        + " error={code=node-skipped, message=its condition did not hold}}}";
  }

  /** What a host printed, or nothing when it was killed {@code millis} after it set about it. */
  private static Optional<List<String>> work(Path home, int millis) throws Exception {
    Process host =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                KilledHost.class.getName(),
                home.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new java.io.InputStreamReader(host.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("working", out.readLine());
      boolean ended = host.waitFor(millis, TimeUnit.MILLISECONDS);
      if (!ended) {
        host.destroyForcibly().waitFor();
        return Optional.empty();
      }
      assertEquals(0, host.exitValue());
      return Optional.of(out.readAllLines());
    } finally {
      host.destroyForcibly().waitFor();
    }
  }

  private static Set<String> settled(Path home) throws IOException {
    Set<String> names = new HashSet<>();
    RunJournals journals = KilledHost.journals(home);
    for (RunId run : journals.all()) {
      journals
          .read(run)
          .ifPresent(history ->
              history.settled().values().stream().map(NodeRecord::id).forEach(names::add));
    }
    return names;
  }

  private static List<String> starts(Path home) throws IOException {
    Path file = home.resolve("starts");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** The number of an attempt is never used twice, so that an old one can be told from a new. */
  private static void checkAttempts(Path home) throws IOException {
    Map<String, Integer> latest = new HashMap<>();
    for (String line : starts(home)) {
      String[] words = line.split(" ", 2);
      if (!words[0].equals("again")) {
        int attempt = Integer.parseInt(words[1]);
        Integer before = latest.put(words[0], attempt);
        assertTrue(before == null || before < attempt, line + " after attempt " + before);
      }
    }
  }

  private static void checkEffects(Path home) throws IOException {
    try (var files = Files.list(home)) {
      List<String> effects =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.startsWith("effect-"))
              .toList();
      assertEquals(19, effects.size(), effects::toString);
      assertFalse(effects.contains("effect-never"));
    }
  }
}
