package dev.symphony.audit.revocation;

import dev.symphony.kernel.grant.Revocation;
import dev.symphony.kernel.grant.RevocationLog;
import dev.symphony.kernel.grant.RevocationNotDurableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Revocations in an append-only file. A revocation is effective at once and on disk when {@link
 * #record} returns; callers that come while the disk is busy share the next write.
 *
 * <p>Several processes may append to one file: each takes the lock of the file, first reads what
 * others appended, and {@link #follow} keeps reading without appending.
 */
public final class FileRevocationLog implements RevocationLog, AutoCloseable {
  private final FileChannel file;
  private final Set<Revocation> revoked = ConcurrentHashMap.newKeySet();
  private final AtomicLong version = new AtomicLong();
  private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ScheduledExecutorService writer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("revocation-log").factory());
  private volatile boolean distrusted;
  private long known;

  /** Revocations that somebody waits for. */
  private record Waiting(List<Revocation> revocations, CompletableFuture<@Nullable Void> written) {}

  private FileRevocationLog(FileChannel file) {
    this.file = file;
  }

  /**
   * Opens a log, made for the owner alone when it is not there. The remains of a write that a crash
   * cut short are cut off.
   *
   * @throws RevocationLogDamagedException when the file was changed by something else
   */
  public static FileRevocationLog open(Path path) throws IOException {
    create(path);
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    FileRevocationLog log = new FileRevocationLog(file);
    try (FileLock _ = file.lock()) {
      log.begin();
      log.catchUp();
      if (file.size() > log.known) {
        file.truncate(log.known);
        file.force(true);
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
    return log;
  }

  private static void create(Path path) throws IOException {
    try {
      boolean posix =
          Files.getFileStore(path.toAbsolutePath().getParent()).supportsFileAttributeView("posix");
      if (posix) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(path);
      }
      try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent())) {
        directory.force(true);
      }
    } catch (FileAlreadyExistsException e) {
      // The log of earlier runs: that is what it is for.
    }
  }

  private void begin() throws IOException {
    int length = RevocationRecords.MAGIC.length;
    if (file.size() < length) {
      file.truncate(0);
      writeAll(ByteBuffer.wrap(RevocationRecords.MAGIC), 0);
      file.force(true);
    } else if (!Arrays.equals(read(0, length).array(), RevocationRecords.MAGIC)) {
      throw new RevocationLogDamagedException("the file is not a log of revocations");
    }
    known = length;
  }

  private ByteBuffer read(long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
      Thread.onSpinWait();
    }
    return bytes.flip();
  }

  /** Takes in what the file has beyond what is known; stops at a batch that is not finished. */
  private void catchUp() throws IOException {
    ByteBuffer rest = read(known, Math.toIntExact(file.size() - known));
    Optional<List<Revocation>> batch = RevocationRecords.next(rest);
    long start = known;
    while (batch.isPresent()) {
      learn(batch.get());
      known = start + rest.position();
      batch = RevocationRecords.next(rest);
    }
  }

  private void learn(List<Revocation> revocations) {
    if (revoked.addAll(revocations)) {
      version.incrementAndGet();
    }
  }

  @Override
  public void record(List<Revocation> revocations) {
    if (revocations.isEmpty()) {
      return;
    }
    Waiting waiting = new Waiting(List.copyOf(revocations), new CompletableFuture<>());
    learn(waiting.revocations());
    queue.add(waiting);
    try {
      writer.execute(this::writeQueue);
      waiting.written().join();
    } catch (CompletionException | RejectedExecutionException e) {
      throw new RevocationNotDurableException(e);
    }
  }

  /** Runs on the writer's thread, which nobody interrupts: that would close the file. */
  private void writeQueue() {
    List<Waiting> batch = new ArrayList<>();
    for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
    }
    if (batch.isEmpty()) {
      return;
    }
    try {
      append(batch.stream().flatMap(w -> w.revocations().stream()).toList());
      batch.forEach(w -> w.written().complete(null));
    } catch (IOException | RuntimeException e) {
      batch.forEach(w -> w.written().completeExceptionally(e));
    }
  }

  private void append(List<Revocation> revocations) throws IOException {
    try (FileLock _ = file.lock()) {
      catchUp();
      ByteBuffer batch = RevocationRecords.batch(revocations);
      int length = batch.remaining();
      file.truncate(known);
      writeAll(batch, known);
      file.force(false);
      known += length;
    }
  }

  private void writeAll(ByteBuffer bytes, long at) throws IOException {
    long position = at;
    while (bytes.hasRemaining()) {
      position += file.write(bytes, position);
    }
  }

  /**
   * Takes in what other processes record, again and again. When that fails, everything counts as
   * revoked from then on: what was missed can't be known.
   */
  public void follow(Duration interval) {
    var _ =
        writer.scheduleWithFixedDelay(
            this::refreshOrDistrust, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void refreshOrDistrust() {
    try {
      if (file.size() > known) {
        catchUp();
      }
    } catch (IOException | RuntimeException e) {
      if (!distrusted) {
        distrusted = true;
        version.incrementAndGet();
      }
    }
  }

  /** Takes in what other processes recorded until now. */
  public void refresh() {
    CompletableFuture.runAsync(this::refreshOrDistrust, writer).join();
  }

  @Override
  public boolean isRevoked(Revocation revocation) {
    return distrusted || revoked.contains(revocation);
  }

  @Override
  public long version() {
    return version.get();
  }

  /** How many different things are revoked. */
  public int size() {
    return revoked.size();
  }

  /** Ends when everything that was asked for is written. */
  @Override
  public void close() throws IOException {
    writer.close();
    file.close();
  }
}
