package dev.symphony.host.bench.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A minute of honest and hostile guests side by side, with workers dying; longer with {@code
 * symphony bench soak}.
 */
class SoakTest {
  @TempDir private Path home;

  @Test
  void noAnswerIsWrong_andNothingIsLeft() throws Exception {
    SessionOptions options =
        new SessionOptions(
            Optional.of(home), Isolation.PROCESS, WorkerTempo.FIRST_RESULT, text -> {}, Map.of());
    Soak.Report report =
        new Soak(
                options,
                new Soak.Settings(Duration.ofSeconds(60), Duration.ofSeconds(5), 7),
                text -> {})
            .run();
    assertEquals(List.of(), report.complaints(), report.toString());
    assertTrue(report.kills() > 0, report.toString());
  }
}
