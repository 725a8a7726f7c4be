package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.live.Adviser;
import dev.symphony.conductor.live.ModelAdviser;
import dev.symphony.conductor.live.Pilot;
import dev.symphony.conductor.live.Question;
import dev.symphony.host.UserError;
import dev.symphony.host.episode.EpisodeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The decisions of an episode log, taken again by the policy that took them. */
public final class Replay {
  private final ModelAdviser policy;
  private final String version;
  private long same;
  private long others;
  private final List<Long> different = new ArrayList<>();
  private final List<Long> damaged = new ArrayList<>();

  private Replay(ModelAdviser policy, String version) {
    this.policy = policy;
    this.version = version;
  }

  /**
   * Replays what a home has recorded.
   *
   * @throws UserError {@code home-unusable} when the log can't be read
   */
  public static Replay of(Path home, OnnxScoring scoring) throws UserError {
    ModelAdviser.Policy policy = new ModelAdviser.Policy(scoring, scoring.version());
    Replay replay = new Replay(new ModelAdviser(policy), policy.version());
    EpisodeFile.readOrRefuse(home, replay::take);
    return replay;
  }

  private void take(Map<String, @Nullable Object> line) {
    if (!"decision".equals(line.get("kind"))) {
      return;
    }
    if (!version.equals(line.get("policy")) || !(line.get("advice") instanceof Number advice)) {
      others++;
      return;
    }
    long id = line.get("id") instanceof Number number ? number.longValue() : 0;
    Optional<Question> question = question(id, line);
    if (question.isEmpty()) {
      damaged.add(id);
    } else if (policy.ask(question.get(), Pilot.PATIENCE) instanceof Adviser.Reply.Given(var given)
        && given.action() == advice.longValue()) {
      same++;
    } else {
      different.add(id);
    }
  }

  /** The question of a line, when it is whole and its digest is right. */
  private static Optional<Question> question(long id, Map<String, @Nullable Object> line) {
    if (!(line.get("rows") instanceof String rows) || !(line.get("mask") instanceof List<?> mask)) {
      return Optional.empty();
    }
    try {
      Bytes features = Bytes.ofOwnedArray(Base64.getDecoder().decode(rows));
      List<Integer> actions = new ArrayList<>();
      mask.forEach(action -> actions.add(Integer.valueOf(String.valueOf(action))));
      return LiveRecords.digest(features).equals(line.get("digest"))
          ? Optional.of(new Question(id, String.valueOf(line.get("run")), actions, features))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** How many decisions came out the same. */
  public long same() {
    return same;
  }

  /** How many decisions were not this policy's. */
  public long others() {
    return others;
  }

  /** The decisions that came out differently. */
  public List<Long> different() {
    return List.copyOf(different);
  }

  /** The decisions whose features are not those that their digest is of. */
  public List<Long> damaged() {
    return List.copyOf(damaged);
  }
}
