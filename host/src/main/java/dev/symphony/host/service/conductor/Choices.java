package dev.symphony.host.service.conductor;

import dev.symphony.conductor.bandit.LinUcb;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The choices of all extensions of a home. What was learned is what the episode log says: opening
 * it takes every choice again.
 */
public final class Choices implements AutoCloseable {
  private static final int MOST_CHOICES = 1_000;
  private static final int MOST_OPEN = 10_000;

  private final EpisodeFile episodes;
  private final ProgramHistory players = new ProgramHistory();
  private final Map<String, LinUcb> bandits = new TreeMap<>();
  private final Map<Long, Open> open = new LinkedHashMap<>();
  private long advised;
  private long different;

  /** An advice of which nothing was heard yet. */
  private record Open(String choice, String option, List<Double> seen) {}

  private Choices(EpisodeFile episodes) {
    this.episodes = episodes;
  }

  /**
   * Opens the choices of a home.
   *
   * @param faults is told when the log can't be written
   */
  public static Choices open(Path home, InstantSource clock, Consumer<Throwable> faults)
      throws IOException {
    Choices choices = new Choices(EpisodeFile.open(home, clock, faults));
    EpisodeFile.read(home, choices::replay);
    return choices;
  }

  /** How many of the recorded choices would be taken differently now: none, by the same policy. */
  public synchronized long different() {
    return different;
  }

  private void replay(Map<String, @Nullable Object> line) {
    players.take(line);
    if ("choice".equals(line.get("kind"))
        && line.get("choice") instanceof String choice
        && line.get("decision") instanceof Number decision
        && line.get("option") instanceof String option
        && line.get("features") instanceof List<?> features
        && line.get("candidates") instanceof List<?> candidates) {
      List<Double> seen =
          features.stream().map(feature -> Double.valueOf(String.valueOf(feature))).toList();
      LinUcb bandit = bandits.computeIfAbsent(choice, c -> new LinUcb(seen.size()));
      List<String> options = candidates.stream().map(String::valueOf).toList();
      different += bandit.choose(options, array(seen)).equals(option) ? 0 : 1;
      remember(decision.longValue(), new Open(choice, option, seen));
    } else if ("feedback".equals(line.get("kind"))
        && line.get("decision") instanceof Number decision
        && line.get("reward") instanceof Number reward) {
      Open advice = open.remove(decision.longValue());
      if (advice != null) {
        learn(advice, reward.doubleValue());
      }
    }
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private void remember(long decision, Open advice) {
    advised = Math.max(advised, decision);
    open.put(decision, advice);
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }

  private void learn(Open advice, double reward) {
    LinUcb bandit = bandits.computeIfAbsent(advice.choice(), c -> new LinUcb(advice.seen().size()));
    bandit.learn(advice.option(), array(advice.seen()), reward);
  }

  synchronized ConductorService.Advice advise(
      String extension, String name, List<String> options, List<Double> seen) {
    String choice = extension + ":" + name;
    if (!bandits.containsKey(choice) && bandits.size() >= MOST_CHOICES) {
      throw new ServiceFailure("conductor-too-many", "there are too many choices in this home");
    }
    LinUcb bandit = bandits.computeIfAbsent(choice, c -> new LinUcb(seen.size()));
    if (bandit.features() != seen.size()) {
      throw new ServiceFailure(
          "argument-range", "this choice has always had " + bandit.features() + " features");
    }
    List<String> candidates = options.stream().filter(players::isPlayer).toList();
    if (candidates.isEmpty()) {
      throw new ServiceFailure(
          "conductor-no-player", "every option is over its budget of errors (2%)");
    }
    String option = bandit.choose(candidates, array(seen));
    long decision = advised + 1;
    remember(decision, new Open(choice, option, seen));
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("choice", choice);
    line.put("decision", decision);
    line.put("options", options);
    line.put("candidates", candidates);
    line.put("features", seen);
    line.put("option", option);
    line.put("probability", 1.0);
    line.put("policy", LinUcb.VERSION);
    episodes.append("choice", line);
    return new ConductorService.Advice(decision, option, LinUcb.VERSION);
  }

  synchronized void learn(String extension, String name, long decision, double reward) {
    Open advice = open.get(decision);
    if (advice == null || !advice.choice().equals(extension + ":" + name)) {
      throw new ServiceFailure(
          "conductor-unknown-decision", "there is no advice " + decision + " that is open");
    }
    open.remove(decision);
    learn(advice, reward);
    episodes.append("feedback", Map.of("decision", decision, "reward", reward));
  }

  synchronized List<ConductorService.OptionScore> score(String extension, String name) {
    LinUcb bandit = bandits.get(extension + ":" + name);
    return bandit == null
        ? List.of()
        : bandit.options().stream()
            .map(option ->
                new ConductorService.OptionScore(
                    option,
                    bandit.calls(option),
                    bandit.meanReward(option),
                    players.isPlayer(option)))
            .toList();
  }

  /** An extension ran, called by another one. */
  public synchronized void ran(String program, double seconds, ProgramHistory.Ending ending) {
    players.add(program, seconds, ending);
    episodes.append(
        "ran",
        Map.of(
            "program", program,
            "seconds", seconds,
            "ending", ending.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void close() throws IOException {
    episodes.close();
  }
}
