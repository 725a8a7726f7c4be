package dev.symphony.host.service.conductor;

import dev.symphony.conductor.bandit.LinUcb;
import dev.symphony.kernel.service.ServiceFailure;
import java.util.LinkedHashSet;
import java.util.List;

/** The choices of one extension. */
public final class GuestConductor implements ConductorService {
  private static final int MOST_OPTIONS = 16;
  private static final int LONGEST_OPTION = 128;
  private static final double LARGEST = 10;

  private final Choices choices;
  private final String extension;

  /** The choices of {@code extension}, written {@code publisher/name}. */
  public GuestConductor(Choices choices, String extension) {
    this.choices = choices;
    this.extension = extension;
  }

  @Override
  public Advice advise(String choice, List<String> options, List<Double> features) {
    require(
        !options.isEmpty()
            && options.size() <= MOST_OPTIONS
            && new LinkedHashSet<>(options).size() == options.size()
            && options.stream().allMatch(o -> !o.isEmpty() && o.length() <= LONGEST_OPTION),
        "there are 1 to " + MOST_OPTIONS + " different options of up to 128 characters");
    require(
        features.size() <= LinUcb.MOST_FEATURES
            && features.stream().allMatch(f -> Math.abs(f) <= LARGEST),
        "there are up to " + LinUcb.MOST_FEATURES + " features from -10 to 10");
    return choices.advise(extension, choice, options, List.copyOf(features));
  }

  @Override
  public void feedback(String choice, long decision, double reward) {
    require(reward >= 0 && reward <= 1, "a reward is 0 to 1");
    choices.learn(extension, choice, decision, reward);
  }

  @Override
  public List<OptionScore> score(String choice) {
    return choices.score(extension, choice);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new ServiceFailure("argument-range", rule);
    }
  }
}
