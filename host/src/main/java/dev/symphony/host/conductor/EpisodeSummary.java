package dev.symphony.host.conductor;

import dev.symphony.conductor.live.Trial;
import dev.symphony.host.UserError;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.episode.ProgramHistory;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the episode log of a home comes to. */
public final class EpisodeSummary {
  private final Map<String, Long> deciders = new TreeMap<>();
  private final Map<String, Long> policies = new TreeMap<>();
  private final Map<String, Long> incidents = new TreeMap<>();
  private final Map<String, Trial> trials = new TreeMap<>();
  private final ProgramHistory programs = new ProgramHistory();

  private EpisodeSummary() {}

  /**
   * Reads the log of a home; without one there is nothing in it.
   *
   * @throws UserError {@code home-unusable} when it can't be read
   */
  public static EpisodeSummary of(Path home) throws UserError {
    EpisodeSummary summary = new EpisodeSummary();
    EpisodeFile.readOrRefuse(home, summary::take);
    return summary;
  }

  private void take(Map<String, @Nullable Object> line) {
    programs.take(line);
    if ("decision".equals(line.get("kind"))) {
      deciders.merge(String.valueOf(line.get("by")), 1L, Long::sum);
      if (line.get("policy") instanceof String policy) {
        policies.merge(policy, 1L, Long::sum);
      }
    } else if ("incident".equals(line.get("kind"))) {
      incidents.merge(String.valueOf(line.get("code")), 1L, Long::sum);
    } else if (line.get("workflow") instanceof String workflow) {
      LiveConductor.add(trials.computeIfAbsent(workflow, w -> new Trial()), workflow, line);
    }
  }

  /** How many decisions the Conductor and the heuristic took. */
  public Map<String, Long> deciders() {
    return new TreeMap<>(deciders);
  }

  /** How many good answers came from each version of a policy. */
  public Map<String, Long> policies() {
    return new TreeMap<>(policies);
  }

  /** How often each kind of thing went wrong. */
  public Map<String, Long> incidents() {
    return new TreeMap<>(incidents);
  }

  /** The last runs of each workflow, by who decided in them. */
  public Map<String, Trial> trials() {
    return new TreeMap<>(trials);
  }

  /** The extensions that ran, and how. */
  public Map<String, ProgramHistory.Known> programs() {
    return programs.records();
  }
}
