package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.pit.journal.RunId;
import dev.symphony.pit.journal.RunJournal;
import dev.symphony.pit.journal.RunJournals;
import dev.symphony.pit.workflow.WorkflowResult;
import dev.symphony.pit.workflow.WorkflowRun;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A run that this host works on, with its journal.
 *
 * @param id its name
 * @param run the run
 * @param journal its journal
 * @param journals where others leave word that it is to be cancelled
 */
public record OpenRun(RunId id, WorkflowRun run, RunJournal journal, RunJournals journals)
    implements AutoCloseable {
  private static final long LOOK_MILLIS = 200;

  /** Waits for the end; ends it early when another process asks for that. */
  public WorkflowResult untilDone() {
    while (true) {
      try {
        return run.result().get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (journals.isAskedToCancel(id)) {
          run.cancel();
        }
      } catch (InterruptedException e) {
        run.cancel();
        return run.result().join();
      } catch (ExecutionException e) {
        throw new IllegalStateException("the run " + id + " came to a stop", e.getCause());
      }
    }
  }

  @Override
  public void close() throws UserError {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UserError("home-unusable", "the journal of " + id + " can't be closed: " + e, e);
    }
  }
}
