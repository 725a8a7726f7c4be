package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.conductor.SimulationServer;
import dev.symphony.host.conductor.TrainingProcess;
import dev.symphony.host.home.ScratchDirectory;
import dev.symphony.host.session.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symphony conductor train}. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the reference Conductor (PPO, Python with torch or NumPy) in simulations.",
      "It learns on generated workflows, and on recorded ones when there are any."
    })
final class ConductorTrainCommand implements Callable<Integer> {
  private static final String PACKAGES_VARIABLE = "SYMPHONY_PYTHON_PACKAGES";

  private final Surroundings surroundings;

  @Mixin private WorkloadOptions workload = new WorkloadOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where checkpoint, policy.onnx and the learning curve are put.")
  private Path out = Path.of("");

  @Option(
      names = "--minutes",
      paramLabel = "N",
      description = "End after so many minutes at the latest (default: 12).")
  private double minutes = 12;

  @Option(
      names = "--iterations",
      paramLabel = "N",
      description = "How many iterations of PPO (default: 200).")
  private int iterations = 200;

  @Option(names = "--seed", paramLabel = "N", description = "The seed (default: 1).")
  private long seed = 1;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "torch or numpy; auto, the default, takes torch where Python has it.")
  private String backend = "auto";

  @Mixin private FailureOption failures = new FailureOption();

  @Option(names = "--resume", description = "Go on from the checkpoint in --out.")
  private boolean resume;

  @Option(
      names = "--python",
      paramLabel = "PROGRAM",
      description = "The interpreter: CPython 3.10 or newer with NumPy and msgpack.")
  private String python = "python3";

  ConductorTrainCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UserError, IOException, InterruptedException {
    String packages = surroundings.environment().get(PACKAGES_VARIABLE);
    if (packages == null) {
      throw new UserError(
          "conductor-python",
          "start through ./symphony, or say in " + PACKAGES_VARIABLE + " where sdk/python is");
    }
    String searchPath = surroundings.environment().getOrDefault("PATH", "/usr/bin:/bin");
    TrainingProcess training = new TrainingProcess(python, searchPath, Path.of(packages));
    try (Session session =
            Session.open(ConductorServeCommand.options(Optional.empty(), surroundings));
        ScratchDirectory scratch = ScratchDirectory.create();
        SimulationServer server =
            SimulationServer.start(
                session, scratch.path(), workload.jobs(), surroundings.terminal()::note)) {
      return training.run(server.directory(), arguments()) == 0 ? ExitCode.OK : ExitCode.FAILED;
    }
  }

  private List<String> arguments() throws UserError {
    List<String> arguments = new ArrayList<>(List.of("--out", out.toAbsolutePath().toString()));
    arguments.addAll(List.of("--minutes", Double.toString(minutes)));
    arguments.addAll(List.of("--iterations", Integer.toString(iterations)));
    arguments.addAll(List.of("--seed", Long.toString(seed)));
    arguments.addAll(List.of("--backend", backend));
    arguments.addAll(List.of("--failures", Double.toString(failures.share())));
    if (!workload.jobs().isEmpty()) {
      arguments.add("--recorded");
    }
    if (resume) {
      arguments.add("--resume");
    }
    return arguments;
  }
}
