package dev.symphony.host.session;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.artifact.ArtifactRecord;
import dev.symphony.pit.artifact.KeptArtifact;
import dev.symphony.pit.journal.RunHeader;
import dev.symphony.pit.journal.RunHistory;
import dev.symphony.pit.journal.RunId;
import dev.symphony.pit.journal.RunJournal;
import dev.symphony.pit.journal.RunJournals;
import dev.symphony.pit.workflow.Checkpoint;
import dev.symphony.pit.workflow.NodeTask;
import dev.symphony.pit.workflow.RunListener;
import dev.symphony.pit.workflow.RunOptions;
import dev.symphony.pit.workflow.StepChooser;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowRunner;
import dev.symphony.pit.workflow.WorkflowSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a workflow in a session: every extension read and installed before the first starts.
 */
public final class WorkflowSession {
  private final Session session;
  private final Workflow workflow;
  private final RunHeader header;
  private final Optional<RunHistory> history;
  private final WorkflowExtensions extensions;

  private WorkflowSession(
      Session session,
      Workflow workflow,
      RunHeader header,
      Optional<RunHistory> history,
      WorkflowExtensions extensions) {
    this.session = session;
    this.workflow = workflow;
    this.header = header;
    this.history = history;
    this.extensions = extensions;
  }

  /**
   * Reads a workflow, its inputs and its extensions.
   *
   * @param file the workflow file
   * @param arguments inputs as on the command line
   * @throws UserError when something of it is missing or malformed; every problem is named
   */
  public static WorkflowSession read(Session session, Path file, List<String> arguments)
      throws UserError {
    try {
      Bytes text = Bytes.ofOwnedArray(Files.readAllBytes(file));
      Path place = file.toAbsolutePath().normalize();
      Map<String, Bytes> texts = new LinkedHashMap<>();
      texts.put(WorkflowReader.FILE_NAME, text);
      Workflow workflow = WorkflowReader.read(file.toString(), text, readingBeside(place, texts));
      WorkflowInputs inputs = WorkflowInputs.parse(workflow, arguments, Path.of(""));
      WorkflowExtensions extensions = WorkflowExtensions.load(session, workflow, place);
      Instant now = session.clock().now();
      RunHeader header =
          new RunHeader(
              RunId.make(now, new SecureRandom()),
              workflow.name(),
              now,
              place,
              texts,
              inputs,
              extensions.digests());
      return new WorkflowSession(session, workflow, header, Optional.empty(), extensions);
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Takes up a run of the home again, with the workflow and the inputs that it was begun with.
   *
   * @param name the name of the run, or {@code last}
   * @throws UserError {@code run-unknown}, {@code run-completed}, {@code run-changed} when its
   *     extensions are not the same any more, or {@code home-unusable}
   */
  public static WorkflowSession resume(Session session, String name) throws UserError {
    RunHistory history = RunLookup.find(session.stores().journals(), name);
    RunHeader header = history.header();
    if (history.end().filter(end -> end.status().isSuccess()).isPresent()) {
      throw new UserError("run-completed", "the run " + header.id() + " has completed");
    }
    try {
      Bytes text = header.texts().getOrDefault(WorkflowReader.FILE_NAME, Bytes.utf8(""));
      Workflow workflow =
          WorkflowReader.read(header.file().toString(), text, path -> kept(header, path));
      WorkflowExtensions extensions = WorkflowExtensions.load(session, workflow, header.file());
      extensions.requireSame(header);
      return new WorkflowSession(session, workflow, header, Optional.of(history), extensions);
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Reads what stands beside the outermost workflow file, and keeps it for resuming. */
  private static WorkflowSource readingBeside(Path file, Map<String, Bytes> texts) {
    return path -> {
      Bytes text = Bytes.ofOwnedArray(Files.readAllBytes(file.resolveSibling(path)));
      texts.put(path, text);
      return text;
    };
  }

  private static Bytes kept(RunHeader header, String path) throws IOException {
    Bytes text = header.texts().get(path);
    if (text == null) {
      throw new IOException("the run was begun without it");
    }
    return text;
  }

  /** The workflow. */
  public Workflow workflow() {
    return workflow;
  }

  /** The name of the run. */
  public String run() {
    return header.id().text();
  }

  /** The extension in a directory that the workflow names, as publisher, name and version. */
  public String program(String directory) {
    return extensions.in(directory).extension().descriptor().id().toString();
  }

  /** Starts the run, or goes on with it. */
  public OpenRun start(int parallelism, RunListener listener) throws UserError {
    return start(parallelism, listener, StepChooser.IN_ORDER);
  }

  /** Starts the run, or goes on with it; {@code chooser} says which ready step starts next. */
  public OpenRun start(int parallelism, RunListener listener, StepChooser chooser)
      throws UserError {
    RunResources resources =
        new RunResources(session.pit().ensemble(), header.id().text(), session.clock());
    resources.expect(
        workflow.nodes().values().stream()
            .flatMap(node -> node.extensions().stream())
            .distinct()
            .map(directory -> WorkerItem.of(extensions.in(directory)))
            .toList());
    WorkflowRunner runner =
        new WorkflowRunner(
            session.pit().ensemble().tracker(),
            task -> start(task, resources),
            session.clock(),
            new SecureRandom(),
            session::report);
    RunJournals journals = session.stores().journals();
    try {
      RunJournal journal =
          history.isPresent() ? journals.resume(history.get()) : journals.begin(header);
      Checkpoint checkpoint = history.map(RunHistory::checkpoint).orElse(Checkpoint.NONE);
      RunOptions options =
          new RunOptions(run(), parallelism, listener, journal, checkpoint, chooser);
      return new OpenRun(
          header.id(), runner.start(workflow, header.inputs(), options), journal, journals);
    } catch (IOException e) {
      throw new UserError("home-unusable", "the journal of the run can't be written: " + e, e);
    }
  }

  private RunningInvocation start(NodeTask task, RunResources resources) {
    InstalledSource extension = extensions.in(task.extension());
    try {
      return resources.during(
          WorkerItem.of(extension),
          () ->
              session.extensions().start(extension, task.input(), task.directories()).invocation());
    } catch (ServiceFailure e) {
      return new FinishedInvocation(
          new GuestOutcome.Failed(new GuestError(e.code(), e.text()), Usage.NONE));
    } catch (UserError e) {
      return new FinishedInvocation(
          new GuestOutcome.Failed(new GuestError(e.code(), e.text()), Usage.NONE));
    }
  }

  /** What was put into the artifact store since the run was begun. */
  public List<ArtifactRecord> artifacts() throws UserError {
    try {
      return session.stores().keeper().records(header.begun().toEpochMilli()).stream()
          .map(KeptArtifact::record)
          .filter(r -> !r.at().isBefore(header.begun()))
          .toList();
    } catch (ServiceFailure e) {
      throw new UserError(e.code(), "the artifact records can't be read: " + e.text(), e);
    }
  }
}
