package dev.symphony.host.conductor;

import dev.symphony.conductor.live.LiveDecision;
import dev.symphony.conductor.live.LiveSituation;
import dev.symphony.conductor.live.LiveStep;
import dev.symphony.conductor.live.Pilot;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.pit.workflow.Node;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.NodeResult;
import dev.symphony.pit.workflow.RunEvent;
import dev.symphony.pit.workflow.RunListener;
import dev.symphony.pit.workflow.StepChooser;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowResult;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A run in which a pilot decides. It hears of everything that happens in the run, and keeps what
 * the next decisions and the next runs need of it.
 */
final class ConductedRun implements StepChooser, RunListener {
  private final Conducted conducted;
  private final Pilot pilot;
  private final ProgramHistory history;
  private final EpisodeFile episodes;
  private final RunListener next;
  private final LiveDecision.Decider arm;

  /**
   * What is run.
   *
   * @param run the name of the run
   * @param program the extension in a directory that the workflow names
   */
  record Conducted(Workflow workflow, String run, UnaryOperator<String> program, int parallelism) {}

  ConductedRun(
      Conducted conducted,
      Pilot pilot,
      ProgramHistory history,
      EpisodeFile episodes,
      RunListener next) {
    this.conducted = conducted;
    this.pilot = pilot;
    this.history = history;
    this.episodes = episodes;
    this.next = next;
    this.arm =
        pilot.follows(conducted.run())
            ? LiveDecision.Decider.CONDUCTOR
            : LiveDecision.Decider.HEURISTIC;
  }

  @Override
  public OptionalInt choose(Point point) {
    List<LiveStep> steps = point.steps().stream().map(this::step).toList();
    return pilot.choose(new LiveSituation(point.run(), steps, point.parallelism()));
  }

  private LiveStep step(OpenStep step) {
    LiveStep.State state =
        switch (step.state()) {
          case WAITING -> LiveStep.State.WAITING;
          case READY -> LiveStep.State.READY;
          case RUNNING -> LiveStep.State.RUNNING;
        };
    String program =
        step.program().isEmpty() ? step.node() : conducted.program().apply(step.program());
    return new LiveStep(step.step(), program, step.needs(), state, step.runningNanos() / 1e9);
  }

  @Override
  public void on(RunEvent event) {
    switch (event) {
      case RunEvent.ItemSettled(NodeRecord item) -> keep(item);
      case RunEvent.NodeSettled(NodeRecord node, int settled) -> keep(node);
      case RunEvent.Finished(WorkflowResult result) -> keep(result);
      case RunEvent.Began began -> {}
      case RunEvent.AttemptStarted started -> {}
      case RunEvent.RetryPlanned planned -> {}
      case RunEvent.Expanded expanded -> {}
    }
    next.on(event);
  }

  private void keep(NodeRecord settled) {
    Node node = conducted.workflow().nodes().get(settled.id().replaceAll("\\[\\d+\\]$", ""));
    boolean whole = node != null && node.turn().each().isPresent() && !settled.id().endsWith("]");
    if (node == null
        || whole
        || node.extensions().isEmpty()
        || !(settled.result() instanceof NodeResult.Ran ran)
        || ran.outcome() instanceof GuestOutcome.Cancelled) {
      return;
    }
    ProgramHistory.Ending ending =
        ran.outcome() instanceof GuestOutcome.Completed
            ? ProgramHistory.Ending.COMPLETED
            : ProgramHistory.Ending.FAILED;
    String program = conducted.program().apply(node.extensions().getFirst());
    double seconds = settled.elapsed().toNanos() / 1e9;
    history.add(program, seconds, ending);
    Map<String, @Nullable Object> line =
        Map.of(
            "run",
            conducted.run(),
            "program",
            program,
            "seconds",
            seconds,
            "ending",
            ending.name().toLowerCase(Locale.ROOT));
    episodes.append("ran", line);
  }

  /** Runs that failed or were cancelled compare with nothing. */
  private void keep(WorkflowResult result) {
    if (!result.status().isSuccess()) {
      return;
    }
    Duration path =
        result.criticalPath().stream()
            .map(id -> result.nodes().get(id))
            .map(node -> node == null ? Duration.ZERO : node.elapsed())
            .reduce(Duration.ZERO, Duration::plus);
    double work =
        result.nodes().values().stream().mapToDouble(n -> n.elapsed().toNanos() / 1e9).sum();
    double bound = Math.max(1e-6, Math.max(path.toNanos() / 1e9, work / conducted.parallelism()));
    double seconds = result.elapsed().toNanos() / 1e9;
    episodes.append(
        "run",
        Map.of(
            "run",
            conducted.run(),
            "workflow",
            result.workflow(),
            "arm",
            arm.name().toLowerCase(Locale.ROOT),
            "seconds",
            seconds,
            "stretch",
            seconds / bound,
            "reward",
            -seconds / bound));
  }
}
