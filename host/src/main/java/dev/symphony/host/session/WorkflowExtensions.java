package dev.symphony.host.session;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.pit.journal.RunHeader;
import dev.symphony.pit.workflow.Node;
import dev.symphony.pit.workflow.Workflow;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The extensions of a workflow, by their directories as the workflow names them. */
final class WorkflowExtensions {
  private final Map<String, InstalledSource> byDirectory;

  private WorkflowExtensions(Map<String, InstalledSource> byDirectory) {
    this.byDirectory = byDirectory;
  }

  /** Reads and installs every extension that {@code workflow}, read from {@code file}, may run. */
  static WorkflowExtensions load(Session session, Workflow workflow, Path file)
      throws UserError, DocumentException {
    Map<String, InstalledSource> loaded = new LinkedHashMap<>();
    Path base = file.toAbsolutePath().resolveSibling("");
    for (Node node : workflow.nodes().values()) {
      for (String directory : node.extensions()) {
        if (!loaded.containsKey(directory)) {
          Path place = base.resolve(directory).normalize();
          loaded.put(directory, session.extensions().installDirectory(place));
        }
      }
    }
    return new WorkflowExtensions(loaded);
  }

  InstalledSource in(String directory) {
    InstalledSource extension = byDirectory.get(directory);
    if (extension == null) {
      throw new IllegalStateException("there is no extension in " + directory);
    }
    return extension;
  }

  Map<String, String> digests() {
    Map<String, String> digests = new LinkedHashMap<>();
    byDirectory.forEach((directory, e) -> digests.put(directory, e.source().digest()));
    return digests;
  }

  /** Refuses to mix results of different code in one run. */
  void requireSame(RunHeader header) throws UserError {
    if (!digests().equals(header.extensions())) {
      throw new UserError(
          "run-changed",
          "an extension of the workflow has changed since the run "
              + header.id()
              + " was begun; start a new run");
    }
  }
}
