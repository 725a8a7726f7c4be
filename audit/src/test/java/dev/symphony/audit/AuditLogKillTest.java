package dev.symphony.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class AuditLogKillTest {
  private static final int KILLS = 4;

  @TempDir Path directory;

  @Test
  void killedInTheMiddleOfWriting_losesNothingAcknowledged() throws Exception {
    Random random = new Random(11);
    long next = 1;
    for (int i = 0; i < KILLS; i++) {
      long acknowledged = runAndKill(next, random.nextInt(150));
      List<Long> kept = kept();
      long last = kept.getLast();
      assertTrue(last >= acknowledged, "acknowledged " + acknowledged + ", kept " + last);
      assertEquals(last, kept.size(), "no record is missing or doubled");
      next = last + 1;
    }
  }

  /** Returns the last number that the process said was durable before it was killed. */
  private long runAndKill(long first, long afterMillis) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                RecordingChild.class.getName(),
                directory.toString(),
                Long.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      long acknowledged = Long.parseLong(out.readLine());
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

  /** Opens the log as the next kernel would, and reads the numbers in it, repairs left out. */
  private List<Long> kept() throws AuditLogException {
    AuditLog.open(directory, AuditLogSettings.DEFAULT, new WallClock(), Throwable::printStackTrace)
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
