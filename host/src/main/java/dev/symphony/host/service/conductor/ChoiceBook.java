package dev.symphony.host.service.conductor;

import dev.symphony.conductor.bandit.LinUcb;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.kernel.service.ServiceFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The choices of one extension, and what it saw of the extensions it called. Nothing in it depends
 * on what other extensions do, and its size is bounded. For one thread at a time.
 */
final class ChoiceBook {
  /** The most choices. */
  static final int MOST_CHOICES = 100;

  /** The most options that a choice has ever had. */
  static final int MOST_OPTIONS = 64;

  /** The most advices that wait for feedback; the oldest are forgotten first. */
  static final int MOST_OPEN = 1_000;

  private final Map<String, LinUcb> bandits = new TreeMap<>();
  private final Map<Long, Open> open = new LinkedHashMap<>();
  private final ProgramHistory players = new ProgramHistory();
  private long advised;

  /** An advice of which nothing was heard yet. */
  private record Open(String choice, String option, List<Double> seen) {}

  /**
   * An advice as it is recorded.
   *
   * @param candidates the options that could be advised
   */
  record Taken(long decision, List<String> candidates, String option) {}

  Taken advise(String choice, List<String> options, List<Double> seen) {
    LinUcb bandit = bandit(choice, options, seen.size());
    List<String> candidates = options.stream().filter(players::isPlayer).toList();
    if (candidates.isEmpty()) {
      throw new ServiceFailure(
          "conductor-no-player", "every option is over its budget of errors (2%)");
    }
    Taken taken = new Taken(advised + 1, candidates, bandit.choose(candidates, array(seen)));
    remember(choice, taken, seen);
    return taken;
  }

  private LinUcb bandit(String choice, List<String> options, int features) {
    LinUcb known = bandits.get(choice);
    if (known == null) {
      require(bandits.size() < MOST_CHOICES, "an extension has at most " + MOST_CHOICES);
      known = new LinUcb(features);
      bandits.put(choice, known);
    }
    if (known.features() != features) {
      throw new ServiceFailure(
          "argument-range", "this choice has always had " + known.features() + " features");
    }
    Set<String> all = new HashSet<>(known.options());
    all.addAll(options);
    require(all.size() <= MOST_OPTIONS, "a choice has at most " + MOST_OPTIONS + " options, ever");
    return known;
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new ServiceFailure("conductor-too-many", "there are too many choices: " + rule);
    }
  }

  private void remember(String choice, Taken taken, List<Double> seen) {
    advised = Math.max(advised, taken.decision());
    open.put(taken.decision(), new Open(choice, taken.option(), seen));
    if (open.size() > MOST_OPEN) {
      open.remove(open.keySet().iterator().next());
    }
  }

  /**
   * Takes an advice again that was recorded.
   *
   * @return whether the same option would be advised now
   */
  boolean again(String choice, Taken taken, List<Double> seen) {
    LinUcb bandit = bandits.computeIfAbsent(choice, c -> new LinUcb(seen.size()));
    boolean same = bandit.choose(taken.candidates(), array(seen)).equals(taken.option());
    remember(choice, taken, seen);
    return same;
  }

  /** Learns what came of an advice, and gives whether it waited for that. */
  boolean learn(String choice, long decision, double reward) {
    Open advice = open.get(decision);
    if (advice == null || !advice.choice().equals(choice)) {
      return false;
    }
    open.remove(decision);
    bandits
        .computeIfAbsent(choice, c -> new LinUcb(advice.seen().size()))
        .learn(advice.option(), array(advice.seen()), reward);
    return true;
  }

  /** An extension that this one called has ended. */
  void ran(String program, double seconds, ProgramHistory.Ending ending) {
    players.add(program, seconds, ending);
  }

  List<ConductorService.OptionScore> score(String choice) {
    List<ConductorService.OptionScore> scores = new ArrayList<>();
    LinUcb bandit = bandits.get(choice);
    if (bandit != null) {
      for (String option : bandit.options()) {
        scores.add(
            new ConductorService.OptionScore(
                option, bandit.calls(option), bandit.meanReward(option), players.isPlayer(option)));
      }
    }
    return scores;
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
