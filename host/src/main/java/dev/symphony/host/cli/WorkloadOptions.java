package dev.symphony.host.cli;

import dev.symphony.conductor.workload.Job;
import dev.symphony.host.UserError;
import dev.symphony.host.conductor.JournalJobs;
import dev.symphony.host.conductor.TraceJobs;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.Option;

/** Which recorded workflows a command uses. */
final class WorkloadOptions {
  @Option(
      names = "--workflows",
      paramLabel = "DIR",
      description = "A directory with recorded workflows (WfCommons JSON).")
  private Optional<Path> workflows = Optional.empty();

  @Option(
      names = "--runs",
      paramLabel = "HOME",
      description = "A home whose completed runs are used as recorded workflows.")
  private Optional<Path> home = Optional.empty();

  @Option(
      names = "--match",
      paramLabel = "GLOB",
      description = {
        "Use only files, and runs of workflows, of such names, for instance '{blast,bwa}*'."
      })
  private String match = "*";

  /** The recorded workflows; none when no directory and no home was named. */
  List<Job> jobs() throws UserError {
    List<Job> jobs = new ArrayList<>();
    if (workflows.isPresent()) {
      jobs.addAll(TraceJobs.read(workflows.get(), matcher()));
    }
    if (home.isPresent()) {
      jobs.addAll(JournalJobs.read(home.get(), matcher()));
    }
    return jobs;
  }

  private PathMatcher matcher() throws UserError {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + match);
    } catch (PatternSyntaxException e) {
      throw new UserError("usage-conductor", "--match is no pattern: " + e.getDescription(), e);
    }
  }
}
