package dev.symphony.policy.rehearsal;

import java.time.Instant;
import java.util.List;

/**
 * A chain of calls, ready to be played.
 *
 * @param scenes what the host starts, one after the other
 * @param goal the call that the chain is about
 * @param at the moment it plays at
 */
public record Script(List<Scene> scenes, Goal goal, Instant at) {
  /** The name under which shared storage keeps the data that a chain carries. */
  public static final String SECRET_DIGEST = StageProperties.digest(StageProperties.SECRET);

  public Script {
    scenes = List.copyOf(scenes);
  }

  /**
   * The host runs an extension.
   *
   * @param member who runs
   * @param acts what it does
   * @param input what it gets
   */
  public record Scene(String member, List<Act> acts, Input input) {
    public Scene {
      acts = List.copyOf(acts);
    }
  }

  /** What the host gives to an extension that it runs. */
  public enum Input {
    /** Nothing. */
    NOTHING,
    /** The result of the scene before. */
    RESULT
  }

  /**
   * The call at the end.
   *
   * @param times how often it has to pass
   * @param cargo what it has to carry
   */
  public record Goal(String member, String service, String operation, long times, Cargo cargo) {}

  /** What a call carries. */
  public enum Cargo {
    /** The data that the chain began with. */
    SECRET,
    /** Anything. */
    ANYTHING
  }
}
