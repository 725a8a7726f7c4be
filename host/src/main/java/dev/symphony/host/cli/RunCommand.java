package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.session.ExtensionCall;
import dev.symphony.host.session.HeadStart;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.OpenRun;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.host.session.WorkflowSession;
import dev.symphony.host.topology.Topology;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRun;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony run}: runs a workflow, or one extension, on real input. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = "Runs a workflow or an extension.",
    footer = {
      "",
      "Examples:",
      "  symphony run sample-extensions/code-health --input .",
      "  symphony run sample-extensions/hello-js --input name=Ada --json",
      "  symphony run acme/word-count --input src",
      "",
      "Ctrl-C cancels what runs, and reports what was done until then. A run that was cancelled, failed, or was",
      "interrupted with its host goes on with: symphony run --resume last"
    })
final class RunCommand extends JsonCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "WORKFLOW|EXTENSION",
      description =
          "A directory with workflow.toml or extension.toml, that file, or an installed"
              + " PUBLISHER/NAME[@VERSION].")
  private Path target = Path.of("");

  @Option(
      names = "--input",
      paramLabel = "K=V|PATH",
      description = "An input; the name may be left out where only one can be meant.")
  private List<String> inputs = List.of();

  @Option(
      names = "--architecture",
      paramLabel = "NAME",
      description =
          "Where the members of the Pit live: microkernel, monolithic, hybrid, exokernel or"
              + " nanokernel (default: monolithic).")
  private String architecture = Topology.MONOLITHIC.name();

  @Option(
      names = "--isolation",
      paramLabel = "process|context",
      description = "Where guests run (default: process). context is for code you trust.")
  private Isolation isolation = Isolation.PROCESS;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many nodes run at a time (default: 4).")
  private int parallelism = 4;

  @Mixin private RequireIsolation required = new RequireIsolation();

  @Option(
      names = "--resume",
      paramLabel = "RUN",
      description =
          "Go on with a run of this home: its name, or last. What completed is not run again.")
  private Optional<String> resume = Optional.empty();

  @ArgGroup(validate = false, heading = "A Conductor (docs/conductor.md):%n")
  private ConductorOptions conductor = new ConductorOptions();

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Option(names = "--save", paramLabel = "DIR", description = "Copy the artifacts made to here.")
  private Optional<Path> save = Optional.empty();

  RunCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    if (parallelism < 1) {
      throw new UserError("usage-parallel", "--parallel is at least 1");
    }
    if (resume.isEmpty() && target.toString().isEmpty()) {
      throw new UserError(
          "run-target-missing",
          "say what to run: a directory with workflow.toml or extension.toml, an installed"
              + " PUBLISHER/NAME, or --resume RUN");
    }
    Optional<ExtensionReference> installed =
        Files.exists(target)
            ? Optional.empty()
            : ExtensionReference.find(target.toString().replace('\\', '/'));
    Optional<Path> workflow = file(WorkflowReader.FILE_NAME);
    Optional<Path> extension = file(Manifest.FILE_NAME);
    try (Session session = Session.open(options(terminal()))) {
      if (resume.isPresent()) {
        return runWorkflow(session, WorkflowSession.resume(session, resume.get()));
      }
      if (workflow.isPresent()) {
        return runWorkflow(session, WorkflowSession.read(session, workflow.get(), inputs));
      }
      if (installed.isPresent()) {
        ExtensionInput input = ExtensionInput.parse(inputs);
        return report(ExtensionCall.start(session, installed.get(), input.value(), input.root()));
      }
      return runExtension(
          session,
          extension.orElseThrow(() ->
              new UserError(
                  "run-target-missing", target + " has neither workflow.toml nor extension.toml")));
    }
  }

  private Optional<Path> file(String name) {
    return Stream.of(target.resolve(name), target)
        .filter(p -> p.endsWith(name) && Files.isRegularFile(p))
        .findFirst();
  }

  private int runExtension(Session session, Path manifest) throws UserError {
    ExtensionInput input = ExtensionInput.parse(inputs);
    return report(ExtensionCall.start(session, manifest, input.value(), input.root()));
  }

  private int report(ExtensionCall call) {
    GuestOutcome outcome = call.outcome();
    OutcomePrinter printer = new OutcomePrinter(terminal());
    if (wantsJson()) {
      printer.json(outcome, call.isolation());
    } else {
      printer.text(outcome);
    }
    return ExitCode.of(outcome);
  }

  private int runWorkflow(Session session, WorkflowSession workflow) throws UserError {
    WorkflowResult result = conducted(session, workflow);
    RunReport report = new RunReport(result, workflow.artifacts(), session.stores().keeper());
    if (wantsJson()) {
      report.json(terminal());
    } else {
      report.text(terminal());
    }
    if (save.isPresent()) {
      report.save(save.get());
    }
    return exitCode(result);
  }

  private WorkflowResult conducted(Session session, WorkflowSession workflow) throws UserError {
    Terminal terminal = terminal();
    RunProgress progress = new RunProgress(terminal, workflow.workflow().nodes().size());
    try (ConductorOptions.Runs runs =
            conductor.isThere()
                ? conductor.open(session, surroundings().home(home), terminal)
                : ConductorOptions.unconducted();
        OpenRun run = runs.start(workflow, parallelism, progress)) {
      terminal.note("run " + run.id());
      return untilDone(run);
    } catch (IOException e) {
      throw new UserError("conductor-access", "the Conductor can't be heard: " + e, e);
    }
  }

  private static WorkflowResult untilDone(OpenRun run) {
    Thread cancel = Thread.ofPlatform().unstarted(() -> cancel(run.run()));
    Runtime.getRuntime().addShutdownHook(cancel);
    try {
      return run.untilDone();
    } finally {
      removeHook(cancel);
    }
  }

  private SessionOptions options(Terminal terminal) throws UserError {
    return new SessionOptions(
            Optional.of(surroundings().home(home)),
            isolation,
            WorkerTempo.THROUGHPUT,
            terminal::note,
            surroundings().environment(),
            required.label(),
            HeadStart.none(),
            Optional.empty())
        .asking(ConsentOptions.asking(terminal))
        .in(Topology.named(architecture));
  }

  private static void cancel(WorkflowRun run) {
    run.cancel();
    run.result().handle((result, fault) -> true).join();
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already, and the hook with it.
    }
  }

  private static int exitCode(WorkflowResult result) {
    return switch (result.status()) {
      case COMPLETED -> ExitCode.OK;
      case CANCELLED -> ExitCode.CANCELLED;
      case FAILED ->
          result.nodes().values().stream()
              .map(node -> node.result() instanceof NodeResult.Ran ran ? ran.outcome() : null)
              .filter(outcome -> outcome != null && !(outcome instanceof GuestOutcome.Completed))
              .map(ExitCode::of)
              .reduce((earlier, later) -> later)
              .orElse(ExitCode.FAILED);
    };
  }
}
