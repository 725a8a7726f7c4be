package dev.symphony.host.conductor;

import dev.symphony.conductor.live.Adviser;
import dev.symphony.conductor.live.LiveDecision;
import dev.symphony.conductor.live.Pilot;
import dev.symphony.conductor.live.RollOut;
import dev.symphony.conductor.live.Trial;
import dev.symphony.host.UserError;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.host.session.OpenRun;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.WorkflowSession;
import dev.symphony.pit.workflow.RunListener;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Conductor in the runs of a session, with what its home remembers of earlier ones. */
public final class LiveConductor implements AutoCloseable {
  private final Session session;
  private final Path home;
  private final EpisodeFile episodes;
  private final Adviser adviser;
  private final Terms terms;
  private final ProgramHistory history = new ProgramHistory();

  /**
   * How the Conductor is heard.
   *
   * @param rollOut in which runs it is followed
   * @param patience how long it has for a decision
   */
  public record Terms(RollOut rollOut, Duration patience) {}

  private LiveConductor(
      Session session, Path home, EpisodeFile episodes, Adviser adviser, Terms terms) {
    this.session = session;
    this.home = home;
    this.episodes = episodes;
    this.adviser = adviser;
    this.terms = terms;
  }

  /**
   * A Conductor for the runs of a session.
   *
   * @param home where the episode log is
   * @throws UserError {@code home-unusable} when that can't be read or written
   */
  public static LiveConductor open(Session session, Path home, Adviser adviser, Terms terms)
      throws UserError {
    try {
      EpisodeFile episodes = EpisodeFile.open(home, session.clock()::now, session::report);
      LiveConductor conductor = new LiveConductor(session, home, episodes, adviser, terms);
      EpisodeFile.readOrRefuse(home, conductor.history::take);
      return conductor;
    } catch (IOException e) {
      throw new UserError("home-unusable", "the episode log can't be opened: " + e, e);
    }
  }

  /** Starts a run in which the Conductor is heard. */
  public OpenRun start(WorkflowSession workflow, int parallelism, RunListener listener)
      throws UserError {
    LiveRecords records = new LiveRecords(episodes, session.audit(), session.clock());
    Trial trial = trial(workflow.workflow().name());
    RollOut rollOut = terms.rollOut();
    if (trial.isWorse()) {
      rollOut = RollOut.SHADOW;
      String why =
          String.format(
              Locale.ROOT, "%.3f against %.3f lower bounds", trial.mean(), trial.meanOfOthers());
      records.incident(workflow.run(), "conductor-withdrawn", why);
    }
    Pilot pilot =
        new Pilot(
            adviser,
            history,
            records,
            new Pilot.Settings(rollOut, terms.patience(), episodes.lines() + 1));
    ConductedRun.Conducted conducted =
        new ConductedRun.Conducted(
            workflow.workflow(), workflow.run(), workflow::program, parallelism);
    ConductedRun run = new ConductedRun(conducted, pilot, history, episodes, listener);
    return workflow.start(parallelism, run, run);
  }

  /** The last runs of a workflow. */
  private Trial trial(String workflow) throws UserError {
    Trial trial = new Trial();
    EpisodeFile.readOrRefuse(home, line -> add(trial, workflow, line));
    return trial;
  }

  static void add(Trial trial, String workflow, Map<String, @Nullable Object> line) {
    if ("run".equals(line.get("kind"))
        && workflow.equals(line.get("workflow"))
        && line.get("stretch") instanceof Number stretch) {
      boolean conducted = "conductor".equals(line.get("arm"));
      trial.add(
          conducted ? LiveDecision.Decider.CONDUCTOR : LiveDecision.Decider.HEURISTIC,
          stretch.doubleValue());
    }
  }

  @Override
  public void close() throws UserError {
    try {
      episodes.close();
    } catch (IOException e) {
      throw new UserError("home-unusable", "the episode log can't be closed: " + e, e);
    }
  }
}
