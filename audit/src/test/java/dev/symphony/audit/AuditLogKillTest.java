package dev.symphony.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that are killed while they write. {@code -Dsymphony.audit.kills=1000} kills that many.
 */
@Timeout(3_600)
class AuditLogKillTest {
  private static final int KILLS = Integer.getInteger("symphony.audit.kills", 6);
  private static final int KILLS_PER_LOG = 20;

  @TempDir Path base;

  private Path directory = Path.of("");

  @BeforeEach
  void makeDirectory() {
    directory = base.resolve("log");
  }

  @Test
  void killedInTheMiddleOfWriting_losesNothingAcknowledged() throws Exception {
    Random random = new Random(Long.getLong("symphony.audit.seed", 11));
    long next = 1;
    for (int i = 0; i < KILLS; i++) {
      if (i % KILLS_PER_LOG == 0) {
        directory = base.resolve("log" + i);
        next = 1;
      }
      long acknowledged = runAndKill(next, random.nextInt(150));
      List<Long> kept = kept();
      long last = kept.getLast();
      assertTrue(last >= acknowledged, "acknowledged " + acknowledged + ", kept " + last);
      assertEquals(last, kept.size(), "no record is missing or doubled");
      assertEquals(List.of(), new TestLog(directory).verify().findings());
      next = last + 1;
    }
  }

  @Test
  void fullDisk_isToldAndLosesNothingOnceThereIsRoom() throws Exception {
    Process child = start("ulimit -S -f 40; exec \"$0\" \"$@\"", 1, 1 << 20);
    try (BufferedReader out = lines(child)) {
      List<Long> told = new ArrayList<>();
      while (told.isEmpty() || told.getLast() != 0) {
        told.add(next(out));
      }
      run("prlimit", "--pid", Long.toString(child.pid()), "--fsize=unlimited");
      while (told.getLast() == 0 || told.size() < 2_000) {
        told.add(next(out));
      }
      child.toHandle().destroyForcibly();
      child.waitFor();
      List<Long> kept = kept();
      assertTrue(kept.getLast() >= told.getLast(), "kept " + kept.getLast());
      assertEquals(kept.getLast(), kept.size(), "no record is missing or doubled");
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  /** Returns the last number that the process said was durable before it was killed. */
  private long runAndKill(long first, long afterMillis) throws IOException, InterruptedException {
    Process child = start("exec \"$0\" \"$@\"", first, 20_000);
    try (BufferedReader out = lines(child)) {
      long acknowledged = next(out);
      Thread.sleep(afterMillis);
      child.toHandle().destroyForcibly();
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        acknowledged = Long.parseLong(line);
      }
      return acknowledged;
    } finally {
      child.destroyForcibly().waitFor();
    }
  }

  private Process start(String shell, long first, long segmentBytes) throws IOException {
    return new ProcessBuilder(
            "bash",
            "-c",
            shell,
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-XX:-UsePerfData",
            "-XX:TieredStopAtLevel=1",
            RecordingChild.class.getName(),
            directory.toString(),
            Long.toString(first),
            Long.toString(segmentBytes))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static BufferedReader lines(Process child) {
    return new BufferedReader(
        new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8));
  }

  private static long next(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertNotNull(line, "the process ended by itself");
    return Long.parseLong(line);
  }

  /** Opens the log as the next kernel would, and reads the numbers in it, repairs left out. */
  private List<Long> kept() throws AuditLogException {
    AuditLog.open(
            directory,
            TestKeys.log(),
            AuditLogSettings.DEFAULT,
            new WallClock(),
            Throwable::printStackTrace)
        .close();
    List<Long> numbers = new ArrayList<>();
    new AuditReader(directory)
        .read(
            AuditFilter.ALL.about("child"),
            record -> {
              numbers.add(Long.parseLong(record.field("to")));
              assertEquals(numbers.size(), numbers.getLast().intValue());
            });
    return numbers;
  }
}
