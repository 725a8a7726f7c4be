package dev.symphony.pit.workflow;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;

/** Where the texts of workflows inside a workflow come from. */
@FunctionalInterface
public interface WorkflowSource {
  /** A source that has none. */
  WorkflowSource NONE =
      path -> {
        throw new IOException("workflows inside a workflow can't be read here");
      };

  /**
   * The text of a workflow file.
   *
   * @param path the path of the file, relative to the outermost workflow file
   */
  Bytes read(String path) throws IOException;
}
