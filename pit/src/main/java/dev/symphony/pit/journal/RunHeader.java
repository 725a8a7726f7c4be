package dev.symphony.pit.journal;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.workflow.WorkflowInputs;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * What a run was begun with, and is resumed with.
 *
 * @param id its name
 * @param workflow the name of the workflow
 * @param begun when
 * @param file where the workflow was read from
 * @param texts the workflow file, and those of workflows inside it, by path relative to the first
 * @param inputs the inputs
 * @param extensions by directory as the workflow names it, the digest of the extension there
 */
public record RunHeader(
    RunId id,
    String workflow,
    Instant begun,
    Path file,
    Map<String, Bytes> texts,
    WorkflowInputs inputs,
    Map<String, String> extensions) {
  public RunHeader {
    texts = Map.copyOf(texts);
    extensions = Map.copyOf(extensions);
  }
}
