package dev.symphony.pit.journal;

import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.WorkflowResult;
import java.time.Instant;

/** One thing that a journal says; the first is always {@link Begun}. */
sealed interface Entry {
  /** The run was begun. */
  record Begun(RunHeader header) implements Entry {}

  /** A host set about the run, for the {@code epoch}th time. */
  record Opened(int epoch, Instant at) implements Entry {}

  /** An attempt is about to start. */
  record Started(String unit, int attempt) implements Entry {}

  /** A node or an item is over with. */
  record Settled(NodeRecord record) implements Entry {}

  /** The run is over. */
  record Finished(WorkflowResult.Status status, Instant at) implements Entry {}
}
