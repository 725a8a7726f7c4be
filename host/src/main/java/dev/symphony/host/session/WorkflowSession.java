package dev.symphony.host.session;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.artifact.ArtifactRecord;
import dev.symphony.pit.workflow.Node;
import dev.symphony.pit.workflow.NodeTask;
import dev.symphony.pit.workflow.RunListener;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowInputs;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.pit.workflow.WorkflowRun;
import dev.symphony.pit.workflow.WorkflowRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One run of a workflow in a session: every extension read and installed before the first starts.
 */
public final class WorkflowSession {
  private final Session session;
  private final Workflow workflow;
  private final WorkflowInputs inputs;
  private final Map<String, InstalledSource> extensions;
  private final Instant begin;

  private WorkflowSession(
      Session session,
      Workflow workflow,
      WorkflowInputs inputs,
      Map<String, InstalledSource> extensions) {
    this.session = session;
    this.workflow = workflow;
    this.inputs = inputs;
    this.extensions = Map.copyOf(extensions);
    this.begin = session.clock().now();
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
      Workflow workflow =
          WorkflowReader.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
      WorkflowInputs inputs = WorkflowInputs.parse(workflow, arguments, Path.of(""));
      Path directory = file.toAbsolutePath().resolveSibling("");
      Map<String, InstalledSource> extensions = new LinkedHashMap<>();
      for (Node node : workflow.nodes().values()) {
        Path place = directory.resolve(node.extension()).normalize();
        extensions.put(node.id(), session.extensions().installDirectory(place));
      }
      return new WorkflowSession(session, workflow, inputs, extensions);
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The workflow. */
  public Workflow workflow() {
    return workflow;
  }

  /** Starts the run. */
  public WorkflowRun start(int parallelism, RunListener listener) {
    WorkflowRunner runner =
        new WorkflowRunner(this::start, session.clock(), new SecureRandom(), session::report);
    return runner.start(workflow, inputs, parallelism, listener);
  }

  private RunningInvocation start(NodeTask task) {
    InstalledSource extension = extensions.get(task.node().id());
    if (extension == null) {
      throw new IllegalStateException("the node " + task.node().id() + " has no extension");
    }
    try {
      return session.extensions().start(extension, task.input(), task.directories()).invocation();
    } catch (UserError e) {
      return new FinishedInvocation(
          new GuestOutcome.Failed(new GuestError(e.code(), e.text()), Usage.NONE));
    }
  }

  /** What was put into the artifact store since the run was read. */
  public List<ArtifactRecord> artifacts() throws UserError {
    try {
      return session.stores().artifacts().records().stream()
          .filter(r -> !r.at().isBefore(begin))
          .toList();
    } catch (IOException e) {
      throw new UserError("home-unusable", "the artifact records can't be read: " + e, e);
    }
  }
}
