package dev.symphony.host.episode;

import dev.symphony.conductor.live.Expectations;
import dev.symphony.conductor.simulation.Scenario;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * How long programs took and how often they failed, from the episode log. A program is a Player
 * while at most 2% of its runs have failed, one failure among the first fifty forgiven.
 */
public final class ProgramHistory implements Expectations {
  private static final int FORGIVING = 50;
  private static final double WEIGHT_OF_LAST = 0.2;
  private static final double UNKNOWN_SECONDS = 1;

  private final Map<String, Known> records = new ConcurrentHashMap<>();

  /**
   * What is known of a program.
   *
   * @param seconds what a run takes, the last ones counting most
   */
  public record Known(long runs, long failures, double seconds) {
    /** Whether it is within its budget of errors. */
    public boolean isPlayer() {
      return failures <= Scenario.ERROR_BUDGET * Math.max(runs, FORGIVING);
    }

    Known with(Known next) {
      double mean = seconds + WEIGHT_OF_LAST * (next.seconds - seconds);
      return new Known(runs + next.runs, failures + next.failures, mean);
    }
  }

  /** How a run of a program ended. */
  public enum Ending {
    COMPLETED,
    FAILED
  }

  /** A run of a program. */
  public record Run(String program, double seconds, Ending ending) {
    /** The run that a line of the episode log tells of; lines of other kinds tell of none. */
    public static Optional<Run> of(Map<String, @Nullable Object> line) {
      return "ran".equals(line.get("kind"))
              && line.get("program") instanceof String program
              && line.get("seconds") instanceof Number seconds
              && line.get("ending") instanceof String ending
          ? Optional.of(
              new Run(
                  program,
                  seconds.doubleValue(),
                  ending.equals("completed") ? Ending.COMPLETED : Ending.FAILED))
          : Optional.empty();
    }
  }

  /**
   * Takes a line of the episode log in. Those of other kinds say nothing, nor do runs that an
   * extension asked for: it could have made them fail.
   */
  public void take(Map<String, @Nullable Object> line) {
    if (!line.containsKey("extension")) {
      Run.of(line).ifPresent(run -> add(run.program(), run.seconds(), run.ending()));
    }
  }

  /** Adds a run of a program. */
  public void add(String program, double seconds, Ending ending) {
    Known one = new Known(1, ending == Ending.COMPLETED ? 0 : 1, seconds);
    records.merge(program, one, Known::with);
  }

  @Override
  public double seconds(String program) {
    Known known = records.get(program);
    return known != null
        ? known.seconds()
        : records.values().stream().mapToDouble(Known::seconds).average().orElse(UNKNOWN_SECONDS);
  }

  @Override
  public boolean isPlayer(String program) {
    Known known = records.get(program);
    return known == null || known.isPlayer();
  }

  /** Everything that is known, by program. */
  public Map<String, Known> records() {
    return new TreeMap<>(records);
  }
}
