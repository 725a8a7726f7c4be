package dev.symphony.pit.journal;

import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.RunLog;
import dev.symphony.pit.workflow.WorkflowResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/**
 * The log of one run while a host works on it. Everything reaches the operating system before
 * anything follows from it, so that the death of the host loses nothing; what nodes returned
 * reaches the disk too, so that the death of the machine loses none of it either.
 */
public final class RunJournal implements RunLog, AutoCloseable {
  private final JournalFile file;
  private final InstantSource clock;
  private boolean dirty;

  RunJournal(JournalFile file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  @Override
  public void started(String unit, int attempt) {
    write(new Entry.Started(unit, attempt));
    try {
      file.push();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void settled(NodeRecord unit) {
    write(new Entry.Settled(unit));
    dirty = true;
  }

  @Override
  public void flush() {
    if (dirty) {
      force();
    }
  }

  @Override
  public void finished(WorkflowResult.Status status) {
    write(new Entry.Finished(status, clock.instant()));
    force();
  }

  private void write(Entry entry) {
    try {
      file.write(entry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void force() {
    try {
      file.force();
      dirty = false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
