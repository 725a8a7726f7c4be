package dev.symphony.host.service.conductor;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import java.util.List;

/**
 * Advice on which of several variants to use, learned from what came of earlier advice. The
 * resource is the name of the choice, which has the form of a relative path; every extension has
 * its own choices.
 */
@Service(
    name = "conductor",
    description = "Advises which variant to use, and learns from what came of it.")
public interface ConductorService {

  /**
   * Advice.
   *
   * @param decision names it when feedback is given
   * @param option one of the options that were asked about
   * @param policy the version of what decided
   */
  record Advice(long decision, String option, String policy) {}

  /**
   * What is known of an option.
   *
   * @param calls how much feedback there was
   * @param reward the mean of the rewards
   * @param player whether it may be advised: at most 2% of its runs have failed
   */
  record OptionScore(String option, long calls, double reward, boolean player) {}

  /**
   * Which of {@code options} to use.
   *
   * @param features what is known of the task: up to 8 numbers from -10 to 10, always as many
   */
  @Operation(index = 0, description = "Advises which of several options to use for a task.")
  Advice advise(@Resource String choice, List<String> options, List<Double> features);

  /** What came of an advice: a reward from 0 to 1, once. */
  @Operation(index = 1, description = "Tells what came of an advice: a reward from 0 to 1.")
  void feedback(@Resource String choice, long decision, double reward);

  /** What is known of the options of a choice. */
  @Operation(index = 2, description = "Gives what is known of the options of a choice.")
  List<OptionScore> score(@Resource String choice);
}
