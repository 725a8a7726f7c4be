package dev.symphony.audit;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one thread that numbers events and writes them, batch by batch. */
final class LogWriter implements Runnable {
  private static final int MAX_BATCH = 2_048;
  private static final int MAX_UNSYNCED_BYTES = 4 << 20;
  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

  private final ArrayBlockingQueue<Item> queue;
  private final SegmentWriter segment;
  private final Duration syncDelay;
  private final KernelClock clock;
  private final Consumer<Throwable> faults;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private long nextSequence;
  private long unsyncedSinceNanos;
  private boolean stopping;
  private volatile boolean closing;
  private volatile Optional<IOException> lost = Optional.empty();
  private volatile Optional<IOException> refusing = Optional.empty();

  /** What waits for the writer. */
  sealed interface Item {
    /** An event to write. */
    record Event(AuditEvent event) implements Item {}

    /** Somebody waits until everything before is durable. */
    record Sync(CompletableFuture<Void> done) implements Item {}

    /** The end. */
    record Stop() implements Item {}
  }

  /** A step that touches files. */
  private interface Step {
    void run() throws IOException;
  }

  LogWriter(
      ArrayBlockingQueue<Item> queue,
      SegmentWriter segment,
      long nextSequence,
      Duration syncDelay,
      KernelClock clock,
      Consumer<Throwable> faults) {
    this.queue = queue;
    this.segment = segment;
    this.nextSequence = nextSequence;
    this.syncDelay = syncDelay;
    this.clock = clock;
    this.faults = faults;
  }

  /** Makes the first record one about a repair; before the thread starts. */
  void noteRepair(long removedBytes) {
    RecordLine.write(EventForm.repaired(nextSequence++, clock.epochMillis(), removedBytes), lines);
  }

  @Override
  public void run() {
    List<Item> batch = new ArrayList<>();
    while (!stopping || !queue.isEmpty()) {
      batch.clear();
      takeInto(batch);
      long first = nextSequence;
      batch.forEach(this::accept);
      append(first);
      if (stopping || !waiting.isEmpty() || isSyncDue()) {
        attempt(segment::sync);
        waiting.forEach(done -> done.complete(null));
        waiting.clear();
      }
    }
    attempt(segment::close);
  }

  private void takeInto(List<Item> batch) {
    try {
      Item first = queue.poll(nanosToSync(), TimeUnit.NANOSECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, MAX_BATCH - 1);
      }
    } catch (InterruptedException e) {
      faults.accept(e);
    }
  }

  private long nanosToSync() {
    return segment.unsyncedBytes() == 0
        ? Duration.ofHours(1).toNanos()
        : Math.max(0, syncDelay.toNanos() - (clock.monotonicNanos() - unsyncedSinceNanos));
  }

  private boolean isSyncDue() {
    return segment.unsyncedBytes() > MAX_UNSYNCED_BYTES
        || (segment.unsyncedBytes() > 0 && nanosToSync() == 0);
  }

  private void accept(Item item) {
    switch (item) {
      case Item.Event event ->
          RecordLine.write(EventForm.record(nextSequence++, event.event()), lines);
      case Item.Sync sync -> waiting.add(sync.done());
      case Item.Stop stop -> stopping = true;
    }
  }

  private void append(long firstSequence) {
    if (lines.size() == 0) {
      return;
    }
    attempt(() -> segment.rotateIfFull(firstSequence));
    if (segment.unsyncedBytes() == 0) {
      unsyncedSinceNanos = clock.monotonicNanos();
    }
    segment.add(lines);
    lines.reset();
    attempt(segment::write);
  }

  /** Repeats a step until it succeeds, or, when the log is closed, gives up after one attempt. */
  private void attempt(Step step) {
    while (true) {
      try {
        step.run();
        refusing = Optional.empty();
        return;
      } catch (IOException e) {
        faults.accept(e);
        refusing = Optional.of(e);
        waiting.forEach(done -> done.completeExceptionally(e));
        waiting.clear();
        if (closing) {
          lost = Optional.of(e);
          return;
        }
        pause();
        failWaiters(e);
      }
    }
  }

  /** Answers those who began to wait while the disk refuses; events stay in the queue. */
  private void failWaiters(IOException e) {
    queue.removeIf(item -> {
      if (item instanceof Item.Sync sync) {
        return sync.done().completeExceptionally(e);
      }
      return false;
    });
  }

  private void pause() {
    try {
      Thread.sleep(RETRY_PAUSE);
    } catch (InterruptedException e) {
      faults.accept(e);
    }
  }

  /** From now on a write that fails is not repeated: what cannot be written is lost, and told. */
  void stopRepeating() {
    closing = true;
  }

  /** Why the last attempt to write failed, while the disk refuses. */
  Optional<IOException> refusing() {
    return refusing;
  }

  void throwIfLost() throws AuditLogException {
    Optional<IOException> failure = lost;
    if (failure.isPresent()) {
      throw new AuditLogException(
          "audit-unwritable", "the last audit records could not be written", failure.get());
    }
  }
}
