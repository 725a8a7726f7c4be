package dev.symphony.audit;

import dev.symphony.audit.journal.JournalFrame;
import dev.symphony.audit.journal.JournalWriter;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The one thread that numbers events and writes them, batch by batch, each with its signed
 * checkpoint, into the journal. A journal that is large or old is handed on to become tiles.
 */
final class LogWriter implements Runnable {
  private static final int MAX_BATCH = 2_048;
  private static final int MAX_UNSYNCED_BYTES = 4 << 20;
  private static final int MAX_JOURNALS = 4;
  private static final Duration BUSY_PAUSE = Duration.ofMillis(5);
  private static final Duration RETRY_PAUSE = Duration.ofMillis(100);

  private final ArrayBlockingQueue<Item> queue;
  private final LogTree tree;
  private final JournalWriter journal;
  private final LogPublishing publishing;
  private final SignerKey key;
  private final AuditLogSettings settings;
  private final KernelClock clock;
  private final Consumer<Throwable> faults;
  private final JsonLine line = new JsonLine();
  private final List<byte[]> entries = new ArrayList<>();
  private final List<CompletableFuture<Void>> waiting = new ArrayList<>();
  private String checkpoint = "";
  private long durableSize;
  private long unsyncedSinceNanos;
  private long unpublishedSinceNanos;
  private OptionalLong pruneBefore = OptionalLong.empty();
  private boolean stopping;
  private volatile boolean closing;
  private volatile Optional<IOException> lost = Optional.empty();
  private volatile Optional<IOException> refusing = Optional.empty();

  /** What waits for the writer. */
  sealed interface Item {
    /** An event to write. */
    record Event(AuditEvent event) implements Item {}

    /** A record about the log itself. */
    record Own(LongFunction<AuditRecord> record) implements Item {}

    /** The entries before an index are kept no longer. */
    record Prune(long before) implements Item {}

    /** Somebody waits until everything before is durable. */
    record Sync(CompletableFuture<Void> done) implements Item {}

    /** The end. */
    record Stop() implements Item {}
  }

  /** A step that touches files, and can be repeated. */
  private interface Step {
    void run() throws IOException;
  }

  LogWriter(
      ArrayBlockingQueue<Item> queue,
      LogTree tree,
      JournalWriter journal,
      LogPublishing publishing,
      SignerKey key,
      AuditLogSettings settings,
      KernelClock clock,
      Consumer<Throwable> faults) {
    this.queue = queue;
    this.tree = tree;
    this.journal = journal;
    this.publishing = publishing;
    this.key = key;
    this.settings = settings;
    this.clock = clock;
    this.faults = faults;
    this.durableSize = tree.size();
  }

  @Override
  public void run() {
    List<Item> batch = new ArrayList<>();
    while (!stopping || !queue.isEmpty()) {
      batch.clear();
      takeInto(batch);
      batch.forEach(this::accept);
      boolean written = append();
      if (stopping || !waiting.isEmpty() || isSyncDue()) {
        written &= sync();
      }
      if (!written) {
        lost = refusing;
      } else if (journal.bytes() > 0 && (stopping || isPublishDue())) {
        publish();
      }
    }
    publishing.close();
    attempt(journal::close);
  }

  private void takeInto(List<Item> batch) {
    try {
      Item first = queue.poll(Math.min(nanosToSync(), nanosToPublish()), TimeUnit.NANOSECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, MAX_BATCH - 1);
      }
    } catch (InterruptedException e) {
      faults.accept(e);
    }
  }

  private long nanosToSync() {
    return journal.unsyncedBytes() == 0 ? idle() : left(settings.syncDelay(), unsyncedSinceNanos);
  }

  private long nanosToPublish() {
    if (journal.bytes() == 0) {
      return idle();
    }
    return publishing.isBusy()
        ? BUSY_PAUSE.toNanos()
        : left(settings.publishDelay(), unpublishedSinceNanos);
  }

  private static long idle() {
    return Duration.ofHours(1).toNanos();
  }

  private long left(Duration delay, long sinceNanos) {
    return Math.max(0, delay.toNanos() - (clock.monotonicNanos() - sinceNanos));
  }

  private boolean isSyncDue() {
    return journal.unsyncedBytes() > MAX_UNSYNCED_BYTES
        || (journal.unsyncedBytes() > 0 && nanosToSync() == 0);
  }

  private boolean isPublishDue() {
    return publishing.isBusy()
        ? journal.bytes() >= MAX_JOURNALS * settings.journalBytes()
        : journal.bytes() >= settings.journalBytes() || nanosToPublish() == 0;
  }

  private void accept(Item item) {
    switch (item) {
      case Item.Event event -> add(EventForm.record(next(), event.event()));
      case Item.Own own -> add(own.record().apply(next()));
      case Item.Prune prune -> {
        add(EventForm.pruned(next(), clock.epochMillis(), prune.before()));
        pruneBefore = OptionalLong.of(prune.before());
      }
      case Item.Sync sync -> waiting.add(sync.done());
      case Item.Stop stop -> stopping = true;
    }
  }

  private long next() {
    return tree.size();
  }

  private void add(AuditRecord record) {
    byte[] entry = RecordLine.write(record, line);
    entries.add(entry);
    tree.add(entry);
  }

  private boolean append() {
    if (entries.isEmpty()) {
      return true;
    }
    if (journal.unsyncedBytes() == 0) {
      unsyncedSinceNanos = clock.monotonicNanos();
    }
    if (journal.bytes() == 0) {
      unpublishedSinceNanos = clock.monotonicNanos();
    }
    checkpoint = tree.checkpoint(key.verifier().name()).signedBy(key).toString();
    journal.add(new JournalFrame(durableSize, entries, checkpoint).encode());
    entries.clear();
    return attempt(journal::write);
  }

  private boolean sync() {
    if (!attempt(journal::sync)) {
      return false;
    }
    durableSize = tree.size();
    waiting.forEach(done -> done.complete(null));
    waiting.clear();
    return true;
  }

  private void publish() {
    if (sync() && attempt(() -> publishing.next(this::goOnInANewJournal))) {
      pruneBefore = OptionalLong.empty();
    }
  }

  private LogPublisher.State goOnInANewJournal() throws IOException {
    Path complete = journal.startAgain(tree.size());
    return LogPublisher.State.of(tree, checkpoint, List.of(complete), pruneBefore);
  }

  /** Repeats a step until it succeeds, or, when the log is closed, gives up after one attempt. */
  private boolean attempt(Step step) {
    while (true) {
      try {
        step.run();
        refusing = Optional.empty();
        return true;
      } catch (IOException e) {
        faults.accept(e);
        refusing = Optional.of(e);
        waiting.forEach(done -> done.completeExceptionally(e));
        waiting.clear();
        if (closing) {
          return false;
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
    publishing.stopRepeating();
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
