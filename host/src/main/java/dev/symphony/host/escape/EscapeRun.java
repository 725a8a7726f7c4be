package dev.symphony.host.escape;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.escape.Attempt;
import dev.symphony.sandbox.escape.Bait;
import dev.symphony.sandbox.escape.UnwalledEnd;
import dev.symphony.sandbox.escape.UnwalledProcess;
import dev.symphony.sandbox.escape.UnwalledProcess.Around;
import dev.symphony.sandbox.runtime.RuntimeImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes attempts of one language, each behind all walls and each where they are missing. */
public final class EscapeRun {
  private final Language language;
  private final Path home;
  private final Map<String, String> environment;
  private final Consumer<Score> progress;
  private final KernelClock clock = new SystemClock();

  /**
   * A run.
   *
   * @param home an empty directory for the host's state
   * @param environment the environment of the process, which names the runtime of the workers
   * @param progress hears of each score
   */
  EscapeRun(
      Language language, Path home, Map<String, String> environment, Consumer<Score> progress) {
    this.language = language;
    this.home = home;
    this.environment = Map.copyOf(environment);
    this.progress = progress;
  }

  /** Makes the attempts, one after the other. */
  Scoreboard make(List<Attempt> attempts)
      throws IOException, InterruptedException, UserError, LifecycleException, GuestStartException {
    List<Score> scores = new ArrayList<>();
    try (Bait bait = Bait.lay();
        EscapeHost host = new EscapeHost(language, bait, home, environment);
        Unwalled unwalled = new Unwalled(bait)) {
      for (Attempt attempt : attempts) {
        Score score = score(attempt, bait, host, unwalled);
        scores.add(score);
        progress.accept(score);
      }
      return new Scoreboard(scores, host.isolation());
    }
  }

  private Score score(Attempt attempt, Bait bait, EscapeHost host, Unwalled unwalled)
      throws IOException, InterruptedException, UserError, LifecycleException {
    bait.renew();
    long begin = clock.monotonicNanos();
    GuestOutcome outcome = host.attempt(attempt);
    Duration took = Duration.ofNanos(clock.monotonicNanos() - begin);
    Optional<Held> held = Held.from(attempt, outcome, bait);
    return new Score(
        attempt,
        held,
        host.harm(),
        unwalled.attempt(attempt, Around.NOTHING),
        switch (attempt.reach()) {
          case SYSTEM -> Optional.of(unwalled.attempt(attempt, Around.JAIL));
          case PROCESS -> Optional.empty();
        },
        took);
  }

  /** The processes without a context's walls, started when they are needed. */
  private final class Unwalled implements AutoCloseable {
    private final Bait bait;
    private final Map<Around, UnwalledProcess> processes = new EnumMap<>(Around.class);
    private final RuntimeImage image =
        Optional.ofNullable(environment.get(Session.RUNTIME_VARIABLE))
            .flatMap(directory -> RuntimeImage.locate(Path.of(directory)))
            .orElseGet(RuntimeImage::ofCurrentProcess);

    Unwalled(Bait bait) {
      this.bait = bait;
    }

    UnwalledEnd attempt(Attempt attempt, Around around) throws IOException, InterruptedException {
      UnwalledProcess process = processes.get(around);
      if (process == null || !process.usable()) {
        process = UnwalledProcess.start(image, language, around, bait);
        processes.put(around, process);
      }
      return process.attempt(attempt);
    }

    @Override
    public void close() {
      processes.values().forEach(UnwalledProcess::close);
    }
  }
}
