package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.workload.Job;
import dev.symphony.conductor.workload.JobTask;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.pit.trace.Trace;
import dev.symphony.pit.trace.TraceTask;
import dev.symphony.pit.trace.WfCommons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Recorded workflows (WfCommons) as jobs, read by the Pit's importer. */
public final class TraceJobs {
  private static final long LARGEST = 64L << 20;

  private TraceJobs() {}

  /**
   * The workflows in a directory whose file names match, by name.
   *
   * @throws UserError {@code directory-unreadable}, {@code conductor-no-workflows}, or that of a
   *     file which is no recorded workflow
   */
  public static List<Job> read(Path directory, PathMatcher matching) throws UserError {
    List<Job> jobs = new ArrayList<>();
    for (Path file : files(directory, matching)) {
      jobs.add(job(file));
    }
    if (jobs.isEmpty()) {
      throw new UserError(
          "conductor-no-workflows", "there is no recorded workflow to be used in " + directory);
    }
    return jobs;
  }

  private static List<Path> files(Path directory, PathMatcher matching) throws UserError {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> matching.matches(file.getFileName()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UserError("directory-unreadable", directory + " can't be read: " + e, e);
    }
  }

  private static Job job(Path file) throws UserError {
    String name = file.getFileName().toString();
    try {
      if (Files.size(file) > LARGEST) {
        throw new UserError("file-too-large", file + " is larger than 64 MiB");
      }
      return job(name.replaceAll("\\.json$", ""), WfCommons.read(name, content(file)));
    } catch (DocumentException e) {
      throw new UserError("trace-invalid", file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static Bytes content(Path file) throws IOException {
    return Bytes.ofOwnedArray(Files.readAllBytes(file));
  }

  /** The tasks of a trace, each behind those that it needs. */
  static Job job(String name, Trace trace) {
    Map<String, Integer> places = new HashMap<>();
    List<JobTask> tasks = new ArrayList<>();
    List<TraceTask> open = new ArrayList<>(trace.tasks());
    while (!open.isEmpty()) {
      List<TraceTask> next =
          open.stream().filter(task -> places.keySet().containsAll(task.parents())).toList();
      for (TraceTask task : next) {
        places.put(task.id(), tasks.size());
        tasks.add(task(task, places));
      }
      Set<TraceTask> placed = new HashSet<>(next);
      open.removeIf(placed::contains);
    }
    return new Job(name, tasks);
  }

  private static JobTask task(TraceTask task, Map<String, Integer> places) {
    List<Integer> needs =
        task.parents().stream()
            .distinct()
            .map(parent -> Objects.requireNonNull(places.get(parent), parent))
            .toList();
    return new JobTask(task.program(), needs, task.runtime().toNanos() / 1e9);
  }
}
