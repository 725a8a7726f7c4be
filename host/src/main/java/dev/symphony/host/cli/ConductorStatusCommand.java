package dev.symphony.host.cli;

import dev.symphony.conductor.live.Trial;
import dev.symphony.host.UserError;
import dev.symphony.host.conductor.EpisodeSummary;
import dev.symphony.host.episode.ProgramHistory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code symphony conductor status}. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells how the Conductor has done in the runs of a home.")
final class ConductorStatusCommand extends AtHome {

  ConductorStatusCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    EpisodeSummary summary = EpisodeSummary.of(directory());
    if (wantsJson()) {
      terminal().line(JsonText.compact(json(summary)));
    } else {
      text(summary);
    }
    return ExitCode.OK;
  }

  private void text(EpisodeSummary summary) {
    Terminal terminal = terminal();
    terminal.line("decisions by: " + counts(summary.deciders()));
    terminal.line("good answers of policies: " + counts(summary.policies()));
    terminal.line("incidents: " + counts(summary.incidents()));
    summary
        .trials()
        .forEach((workflow, trial) ->
            terminal.line(
                String.format(
                    Locale.ROOT,
                    "workflow %s: conductor %s (%d runs), heuristic %s (%d runs)%s",
                    workflow,
                    mean(trial.mean()),
                    trial.conducted(),
                    mean(trial.meanOfOthers()),
                    trial.others(),
                    trial.isWorse() ? "; withdrawn" : "")));
    summary
        .programs()
        .forEach((program, known) ->
            terminal.line(
                String.format(
                    Locale.ROOT,
                    "%s: %d runs, %d failed, %.3f s%s",
                    program,
                    known.runs(),
                    known.failures(),
                    known.seconds(),
                    known.isPlayer() ? "" : "; over its budget of errors")));
  }

  /** A mean of no runs is a dash. */
  private static String mean(double mean) {
    return Double.isNaN(mean) ? "-" : String.format(Locale.ROOT, "%.3f", mean);
  }

  private static String counts(Map<String, Long> counts) {
    return counts.isEmpty() ? "none" : counts.toString().replaceAll("[{}]", "");
  }

  private static Map<String, @Nullable Object> json(EpisodeSummary summary) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("decisions", summary.deciders());
    map.put("policies", summary.policies());
    map.put("incidents", summary.incidents());
    Map<String, @Nullable Object> workflows = new LinkedHashMap<>();
    summary.trials().forEach((workflow, trial) -> workflows.put(workflow, json(trial)));
    map.put("workflows", workflows);
    Map<String, @Nullable Object> programs = new LinkedHashMap<>();
    summary.programs().forEach((program, known) -> programs.put(program, json(known)));
    map.put("programs", programs);
    return map;
  }

  private static Map<String, @Nullable Object> json(Trial trial) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("conductorRuns", (long) trial.conducted());
    map.put("heuristicRuns", (long) trial.others());
    map.put("conductorMean", trial.conducted() == 0 ? null : trial.mean());
    map.put("heuristicMean", trial.others() == 0 ? null : trial.meanOfOthers());
    map.put("withdrawn", trial.isWorse());
    return map;
  }

  private static Map<String, @Nullable Object> json(ProgramHistory.Known known) {
    return Map.of(
        "runs", known.runs(),
        "failures", known.failures(),
        "seconds", known.seconds(),
        "player", known.isPlayer());
  }
}
