package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.workload.Job;
import dev.symphony.document.DocumentException;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.pit.journal.RunHeader;
import dev.symphony.pit.journal.RunHistory;
import dev.symphony.pit.journal.RunId;
import dev.symphony.pit.journal.RunJournals;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The runs of a home that were completed, as jobs: read from their journals, the oldest first. */
public final class JournalJobs {
  private JournalJobs() {}

  /**
   * The completed runs of workflows whose names match.
   *
   * @throws UserError {@code conductor-no-workflows} when there is none, {@code home-unusable}, or
   *     {@code run-unreadable} for one whose workflow can't be read any more
   */
  public static List<Job> read(Path home, PathMatcher matching) throws UserError {
    RunJournals journals = new RunJournals(Home.runs(home), new SystemClock()::now);
    List<Job> jobs = new ArrayList<>();
    try {
      for (RunId id : journals.all()) {
        Optional<RunHistory> run = journals.read(id).filter(JournalJobs::isCompleted);
        if (run.isPresent() && matching.matches(Path.of(run.get().header().workflow()))) {
          job(run.get()).ifPresent(jobs::add);
        }
      }
    } catch (IOException e) {
      throw new UserError("home-unusable", "the journals of " + home + " can't be read: " + e, e);
    }
    if (jobs.isEmpty()) {
      throw new UserError(
          "conductor-no-workflows", "there is no completed run to be used in the home " + home);
    }
    return jobs;
  }

  private static boolean isCompleted(RunHistory run) {
    return run.end().filter(end -> end.status().isSuccess()).isPresent();
  }

  private static Optional<Job> job(RunHistory run) throws UserError {
    RunHeader header = run.header();
    try {
      Bytes text = header.texts().getOrDefault(WorkflowReader.FILE_NAME, Bytes.utf8(""));
      Workflow workflow =
          WorkflowReader.read(header.file().toString(), text, path -> kept(header, path));
      return new RunTrace(run, workflow)
          .trace()
          .map(trace -> TraceJobs.job(header.workflow() + "/" + header.id(), trace));
    } catch (DocumentException e) {
      throw new UserError(
          "run-unreadable",
          "the workflow of the run " + header.id() + " can't be read: " + e.getMessage(),
          e);
    }
  }

  private static Bytes kept(RunHeader header, String path) throws IOException {
    Bytes text = header.texts().get(path);
    if (text == null) {
      throw new IOException("the run was begun without it");
    }
    return text;
  }
}
