package dev.symphony.host.conductor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.AuditReader;
import dev.symphony.audit.AuditRecord;
import dev.symphony.conductor.live.Pilot;
import dev.symphony.conductor.simulation.Observation;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.home.Home;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A host that serves simulations, and the tests of the Python package against it: hostile clients,
 * environments, a short training. Then the policy that was trained runs in this process.
 */
class ConductorEndToEndTest {
  private static final Path TESTS = Path.of("..", "sdk", "python", "test-conductor.sh");

  @Test
  void python_learnsHere_andItsPolicyScoresTheSameInProcess(@TempDir Path scratch)
      throws Exception {
    Path trained = Files.createDirectory(scratch.resolve("trained"));
    List<String> notes = new ArrayList<>();
    SessionOptions options =
        new SessionOptions(
            Optional.of(scratch.resolve("home")),
            Isolation.PROCESS,
            WorkerTempo.FIRST_RESULT,
            note -> {},
            Map.of());
    try (Session session = Session.open(options);
        SimulationServer server =
            SimulationServer.start(session, scratch.resolve("access"), List.of(), notes::add)) {
      assertPasses(server.directory(), trained);
      assertTrue(notes.stream().anyMatch(n -> n.contains("conductor-version")), notes::toString);
      assertTrue(notes.stream().anyMatch(n -> n.contains("token-holder-proof")), notes::toString);
    }
    assertEquals(List.of(), left(scratch.resolve("access")), "everything is taken away");
    assertOnRecord(scratch.resolve("home"));
    assertScoresMatch(trained, scratch.resolve("models"));
    assertSurvivesKilling(trained, Files.createDirectory(scratch.resolve("live")));
    assertReplays(trained, Files.createDirectory(scratch.resolve("replayed")));
  }

  /** The same log gives the same decisions, and a changed one is noticed. */
  private static void assertReplays(Path trained, Path scratch) throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture;
        PolicyFile policy = PolicyFile.open(trained, note -> {})) {
      assertTrue(fixture.run(policy.adviser(), Duration.ofSeconds(1)).status().isSuccess());
      assertTrue(fixture.decisions().size() >= 5);
    }
    try (OnnxScoring scoring = OnnxScoring.open(trained, scratch.resolve("models"))) {
      Replay replay = Replay.of(fixture.home, scoring);
      assertEquals(fixture.decisions().size(), replay.same());
      assertEquals(List.of(), replay.different());

      Path log = EpisodeFile.in(fixture.home);
      String text = Files.readString(log);
      Files.writeString(log, text.replaceFirst("\"digest\":\"[0-9a-f]", "\"digest\":\"x"));
      assertEquals(1, Replay.of(fixture.home, scoring).damaged().size());
    }
  }

  /** The policy that was trained answers in real runs, until its process is killed. */
  private static void assertSurvivesKilling(Path trained, Path scratch) throws Exception {
    LiveRunFixture fixture = new LiveRunFixture(scratch);
    try (fixture) {
      Process python = attend(fixture.access, trained);
      try {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!isFollowed(fixture)) {
          assertTrue(System.nanoTime() < deadline, "the process was never heard");
        }
        python.destroyForcibly().waitFor();
        assertTrue(fixture.run(fixture.server.adviser(), Pilot.PATIENCE).status().isSuccess());
        assertEquals(LiveRunFixture.nodes(), fixture.ran.size());
      } finally {
        python.destroyForcibly();
      }
    }
    List<String> audited = fixture.audited();
    assertTrue(audited.stream().anyMatch(r -> r.contains("conductor-absent")), audited::toString);
  }

  private static boolean isFollowed(LiveRunFixture fixture) throws Exception {
    fixture.run(fixture.server.adviser(), Duration.ofSeconds(1));
    return fixture.decisions().stream()
        .anyMatch(line ->
            "conductor".equals(line.get("by"))
                && String.valueOf(line.get("policy")).startsWith("ppo-"));
  }

  private static Process attend(Path access, Path trained) throws IOException {
    String python = System.getenv().getOrDefault("SYMPHONY_TEST_PYTHON", "/usr/bin/python3");
    ProcessBuilder builder =
        new ProcessBuilder(
                List.of(
                    python,
                    "-m",
                    "symphony_conductor",
                    "attend",
                    "--access",
                    access.toString(),
                    "--policy",
                    trained.toString(),
                    "--wait"))
            .directory(TESTS.resolveSibling("").toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    return builder.start();
  }

  private static void assertPasses(Path access, Path trained) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder("sh", TESTS.toString(), access.toString()).redirectErrorStream(true);
    builder.environment().put("SYMPHONY_TRAINED", trained.toString());
    Process tests = builder.start();
    try {
      byte[] output = tests.getInputStream().readAllBytes();
      assertTrue(tests.waitFor(5, TimeUnit.MINUTES));
      String said = new String(output, StandardCharsets.UTF_8);
      assertEquals(0, tests.exitValue(), said);
      said.lines().filter(line -> line.contains("is not installed")).forEach(System.out::println);
    } finally {
      tests.destroyForcibly();
    }
  }

  /** Whatever the hostile clients did is in the audit log. */
  private static void assertOnRecord(Path home) throws AuditLogException {
    List<AuditRecord> records = new ArrayList<>();
    new AuditReader(Home.audit(home)).read(0, records::add);
    long tokens = records.stream().filter(r -> r.type() == AuditRecord.Type.TOKEN_REFUSED).count();
    assertTrue(tokens >= 3, "refused tokens");
    for (String told :
        List.of(
            "conductor-version",
            "conductor-protocol",
            "a frame of",
            "too many connections",
            "with batches open: 1",
            "impossible decisions")) {
      assertTrue(records.stream().anyMatch(r -> r.toString().contains(told)), told);
    }
  }

  private static List<Path> left(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> !file.getFileName().toString().startsWith("batch-")).toList();
    }
  }

  private static void assertScoresMatch(Path trained, Path models) throws Exception {
    float[] rows = floats(trained.resolve("rows.f4"));
    float[] expected = floats(trained.resolve("scores.f4"));
    try (OnnxScoring scoring = OnnxScoring.open(trained, models)) {
      assertEquals(rows.length, expected.length * Observation.OF_DECISION);
      assertArrayEquals(expected, scoring.score(rows, expected.length), 1e-4f);
    }
  }

  private static float[] floats(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
