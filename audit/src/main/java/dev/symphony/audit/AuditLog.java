package dev.symphony.audit;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.symphony.audit.journal.JournalFiles;
import dev.symphony.audit.journal.JournalWriter;
import dev.symphony.audit.note.SignerKey;
import dev.symphony.audit.tile.TileWriter;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The audit log of a home: a transparency log with one writer. Every record is a leaf of a Merkle
 * tree, whose root is signed with every batch; the files have the C2SP tlog-tiles layout.
 *
 * <p>What holds:
 *
 * <ul>
 *   <li>An event that was recorded is in the log in the order of its thread; when the writer does
 *       not keep up, those who record wait. Nothing is dropped to go faster.
 *   <li>The writer hands each batch to the operating system at once, so that a killed process loses
 *       only what still waited in memory; it forces batches to the disk when somebody waits in
 *       {@link #awaitDurable}, and otherwise after {@link AuditLogSettings#syncDelay()} at the
 *       latest.
 *   <li>When {@link #awaitDurable} returns, everything that the calling thread recorded before
 *       survives the loss of process and power.
 *   <li>A write that fails is reported and repeated until it succeeds; meanwhile the queue fills
 *       and calls wait, so nothing happens without a record.
 * </ul>
 */
public final class AuditLog implements AuditPort, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(50);

  private final ArrayBlockingQueue<LogWriter.Item> queue;
  private final FileChannel lock;
  private final Thread writer;
  private final LogWriter log;
  private final Consumer<Throwable> faults;
  private volatile boolean closed;

  private AuditLog(
      ArrayBlockingQueue<LogWriter.Item> queue,
      FileChannel lock,
      LogWriter log,
      Consumer<Throwable> faults) {
    this.queue = queue;
    this.lock = lock;
    this.log = log;
    this.faults = faults;
    this.writer = Thread.ofPlatform().name("audit-log").daemon().unstarted(log);
  }

  /**
   * Opens the log in {@code directory}, which is created when it is not there. The remains of a
   * write that a crash cut short are put aside, and the log says so itself.
   *
   * @param key signs the state of the log; its name is the name of the log
   * @param faults is told of every write that fails and of events that come after the close
   * @throws AuditLogException with the code {@code audit-locked} when another process has it open,
   *     {@code audit-corrupt} when it is damaged, {@code audit-unwritable} when files cannot be
   *     written
   */
  public static AuditLog open(
      Path directory,
      SignerKey key,
      AuditLogSettings settings,
      KernelClock clock,
      Consumer<Throwable> faults)
      throws AuditLogException {
    try {
      createDurably(directory);
      FileChannel lock = lock(directory);
      try {
        return new Opening(directory, key, settings, clock, faults).open(lock);
      } catch (IOException | AuditLogException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new AuditLogException(
          "audit-unwritable", "the audit log in " + directory + " cannot be opened: " + e, e);
    }
  }

  private static void createDurably(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        TileWriter.syncDirectory(parent);
      }
    }
  }

  /** What a log is opened with. */
  private record Opening(
      Path directory,
      SignerKey key,
      AuditLogSettings settings,
      KernelClock clock,
      Consumer<Throwable> faults) {

    AuditLog open(FileChannel lock) throws IOException, AuditLogException {
      LogRecovery recovery = new LogRecovery(directory, key);
      LogTree tree = recovery.recover();
      LogPublisher publisher = new LogPublisher(directory);
      JournalWriter journal = startJournal(tree, publisher);
      ArrayBlockingQueue<LogWriter.Item> queue = new ArrayBlockingQueue<>(settings.queueLength());
      LogWriter writer =
          new LogWriter(
              queue,
              tree,
              journal,
              new LogPublishing(publisher, faults),
              key,
              settings,
              clock,
              faults);
      AuditLog log = new AuditLog(queue, lock, writer, faults);
      log.writer.start();
      long now = clock.epochMillis();
      if (recovery.tornBytes() > 0) {
        log.put(new LogWriter.Item.Own(seq -> EventForm.repaired(seq, now, recovery.tornBytes())));
      }
      log.put(new LogWriter.Item.Own(seq -> EventForm.opened(seq, now)));
      prunable(tree, now).ifPresent(before -> log.put(new LogWriter.Item.Prune(before)));
      return log;
    }

    private JournalWriter startJournal(LogTree tree, LogPublisher publisher) throws IOException {
      List<Path> old = JournalFiles.list(directory);
      if (!old.isEmpty()) {
        String checkpoint = tree.checkpoint(key.verifier().name()).signedBy(key).toString();
        publisher.publish(LogPublisher.State.of(tree, checkpoint, old, OptionalLong.empty()));
      }
      return JournalWriter.open(directory, tree.size());
    }

    private OptionalLong prunable(LogTree tree, long now) {
      return settings.retention().isEmpty()
          ? OptionalLong.empty()
          : LogRetention.prunable(
              directory, tree.size(), now - settings.retention().get().toMillis());
    }
  }

  private static FileChannel lock(Path directory) throws IOException, AuditLogException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LogFiles.LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock held = channel.tryLock();
      if (held != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // This very process has it open: the same answer as for another process.
    }
    channel.close();
    throw new AuditLogException(
        "audit-locked", "another kernel writes the audit log in " + directory);
  }

  @Override
  public void record(AuditEvent event) {
    if (closed) {
      reportLate();
    } else {
      put(new LogWriter.Item.Event(event));
    }
  }

  /**
   * Waits until everything that this thread recorded is durable.
   *
   * @throws AuditLogException with the code {@code audit-unwritable} when it cannot be written now;
   *     the log goes on trying
   */
  public void awaitDurable() throws AuditLogException {
    if (closed) {
      return;
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      while (!queue.offer(new LogWriter.Item.Sync(done), PATIENCE.toMillis(), MILLISECONDS)) {
        Optional<IOException> refusing = log.refusing();
        if (refusing.isPresent()) {
          throw unwritable(refusing.get());
        }
      }
      await(done);
    } catch (ExecutionException e) {
      throw unwritable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditLogException("audit-unwritable", "interrupted while waiting for the log", e);
    }
  }

  private void await(CompletableFuture<Void> done) throws InterruptedException, ExecutionException {
    while (!done.isDone()) {
      try {
        done.get(PATIENCE.toMillis(), MILLISECONDS);
      } catch (TimeoutException e) {
        if (!writer.isAlive()) {
          done.completeExceptionally(new IOException("the log has been closed", e));
        }
      }
    }
    done.get();
  }

  private static AuditLogException unwritable(Throwable cause) {
    return new AuditLogException(
        "audit-unwritable", "the audit log cannot be written: " + cause, cause);
  }

  /** Waits for room in the queue, as long as there is a writer that makes room. */
  private void put(LogWriter.Item item) {
    boolean interrupted = false;
    boolean taken = false;
    while (!taken && writer.isAlive()) {
      try {
        taken = queue.offer(item, PATIENCE.toMillis(), MILLISECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (!taken) {
      reportLate();
    }
  }

  private void reportLate() {
    faults.accept(new IllegalStateException("an event came after the audit log was closed"));
  }

  /**
   * Makes everything durable and ends the writer.
   *
   * @throws AuditLogException when the last events could not be written
   */
  @Override
  public void close() throws AuditLogException {
    if (closed) {
      return;
    }
    closed = true;
    log.stopRepeating();
    put(new LogWriter.Item.Stop());
    try (lock) {
      writer.join();
      while (queue.poll() != null) {
        reportLate();
      }
      log.throwIfLost();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AuditLogException("audit-unwritable", "interrupted while closing the log", e);
    } catch (IOException e) {
      throw new AuditLogException("audit-unwritable", "the lock cannot be released", e);
    }
  }
}
