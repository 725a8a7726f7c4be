package dev.symphony.host.cli;

import dev.symphony.conductor.evaluation.Comparison;
import dev.symphony.conductor.policy.Baseline;
import dev.symphony.conductor.policy.LearnedPolicy;
import dev.symphony.conductor.simulation.Conditions;
import dev.symphony.conductor.workload.GraphFamily;
import dev.symphony.conductor.workload.Job;
import dev.symphony.host.UserError;
import dev.symphony.host.conductor.OnnxScoring;
import dev.symphony.host.conductor.PitScheduling;
import dev.symphony.host.home.ScratchDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symphony conductor evaluate}. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = "Runs every heuristic, and a learned policy, on the same simulated scenarios.")
final class ConductorEvaluateCommand extends JsonCommand {
  private static final int MOST_SEEDS = 10_000;

  @Mixin private WorkloadOptions workload = new WorkloadOptions();

  @Option(
      names = "--families",
      split = ",",
      paramLabel = "NAME",
      description = {
        "Generated workflows as well: layered, fork-join, chains, map-reduce, tree, wavefront."
      })
  private List<String> families = List.of();

  @Option(
      names = "--instances",
      paramLabel = "N",
      description = "How many workflows of each family (default: 10).")
  private int instances = 10;

  @Option(
      names = "--policy",
      paramLabel = "CHECKPOINT",
      description = "A learned policy: the directory of a training, or its policy.onnx.")
  private Optional<Path> policy = Optional.empty();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "On how many draws of machines and durations each workflow runs (default: 5).")
  private int seeds = 5;

  @Mixin private FailureOption failures = new FailureOption();

  ConductorEvaluateCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    if (seeds < 1 || seeds > MOST_SEEDS || instances < 1 || instances > MOST_SEEDS) {
      throw new UserError("usage-conductor", "--seeds and --instances are 1 to " + MOST_SEEDS);
    }
    List<Job> jobs = new ArrayList<>(workload.jobs());
    jobs.addAll(generated());
    if (jobs.isEmpty()) {
      throw new UserError(
          "usage-conductor", "name workflows: --workflows DIR, --runs HOME or --families NAME");
    }
    Conditions conditions = Conditions.DEFAULT.withFailures(failures.share());
    Comparison comparison = new Comparison(new PitScheduling(), conditions, seeds);
    comparison.runBaselines(jobs);
    int refused = policy.isPresent() ? runPolicy(comparison, jobs, policy.get()) : 0;
    ComparisonText text = new ComparisonText(comparison, jobs.size(), seeds, refused);
    if (wantsJson()) {
      terminal().line(JsonText.compact(text.json()));
    } else {
      text.lines().forEach(terminal()::line);
    }
    return ExitCode.OK;
  }

  private List<Job> generated() throws UserError {
    List<Job> jobs = new ArrayList<>();
    for (String name : families) {
      GraphFamily family =
          Stream.of(GraphFamily.values())
              .filter(f -> f.label().equals(name))
              .findFirst()
              .orElseThrow(
                  () -> new UserError("usage-conductor", "there is no family '" + name + "'"));
      SplittableRandom random = new SplittableRandom(Comparison.FIRST_SEED);
      for (int instance = 0; instance < instances; instance++) {
        jobs.add(family.generate(random.split()));
      }
    }
    return jobs;
  }

  /** Runs the learned policy, and gives how often its scores were unusable. */
  private static int runPolicy(Comparison comparison, List<Job> jobs, Path policy)
      throws UserError, IOException {
    try (ScratchDirectory scratch = ScratchDirectory.create();
        OnnxScoring scoring = OnnxScoring.open(policy, scratch.path().resolve("models"))) {
      LearnedPolicy learned =
          new LearnedPolicy(scoring, Baseline.HEFT.policy(new SplittableRandom(0)));
      comparison.run(ComparisonText.LEARNED, jobs, learned);
      return learned.refused();
    }
  }
}
