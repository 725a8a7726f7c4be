package dev.symphony.host.topology;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.home.ScratchDirectory;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.pit.artifact.Artifacts;
import dev.symphony.pit.artifact.StoredArtifact;
import dev.symphony.sandbox.peer.GenerationTable;
import dev.symphony.sandbox.process.RawResources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Contents of artifacts that guests may map. The first get of a content goes through the gate, as
 * every call does; its answer lies in a file that the jail of that guest's worker admits, and the
 * same get again asks nobody. Any revocation ends that for all: the next get asks the gate again.
 */
public final class RawContents implements RawResources, AutoCloseable {
  private static final int LEAST_BYTES = 256;

  private final Path directory;
  private final Path file;
  private final GenerationTable table;
  private final int slot;
  private final AtomicInteger rooms = new AtomicInteger();
  private final AtomicInteger drafts = new AtomicInteger();

  @SuppressWarnings("ThreadLocalUsage") // each place has its own, for the time of one call
  private final ThreadLocal<@Nullable Got> got = new ThreadLocal<>();

  /** What the thread has just got. */
  private record Got(String digest, Bytes content) {}

  private RawContents(Path directory, Path file, GenerationTable table) {
    this.directory = directory;
    this.file = file;
    this.table = table;
    this.slot = table.give();
  }

  /**
   * Opens a place for contents.
   *
   * @throws IOException when there is none
   */
  public static RawContents open() throws IOException {
    Path directory = Files.createTempDirectory("symphony-raw-");
    Path file = directory.resolve("generations");
    return new RawContents(directory, file, GenerationTable.create(file));
  }

  /** Artifacts whose contents are handed out raw. */
  public Artifacts around(Artifacts artifacts) {
    return new Artifacts() {
      @Override
      public StoredArtifact put(String name, String mediaType, @Nullable Object content) {
        return artifacts.put(name, mediaType, content);
      }

      @Override
      public Bytes get(String digest) {
        Bytes content = artifacts.get(digest);
        got.set(new Got(digest, content));
        return content;
      }
    };
  }

  @Override
  public Optional<Room> openRoom() throws IOException {
    Path room = Files.createDirectory(directory.resolve("room-" + rooms.incrementAndGet()));
    return Optional.of(new Room(room, file));
  }

  @Override
  public long generation() {
    return table.generation(slot);
  }

  @Override
  public Optional<Exposure> expose(Room room, long generation, @Nullable Object answer) {
    Got last = got.get();
    got.remove();
    if (last == null
        || !Objects.equals(last.content(), answer)
        || last.content().length() < LEAST_BYTES) {
      return Optional.empty();
    }
    Path content = room.directory().resolve(last.digest().replace(':', '-'));
    try {
      write(content, last.content());
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.of(new Exposure(content, last.content().length(), slot, generation));
  }

  /** Writes a content that a room does not have yet; it appears there as a whole. */
  private void write(Path content, Bytes bytes) throws IOException {
    if (!Files.exists(content)) {
      Path draft = directory.resolve("draft-" + drafts.incrementAndGet());
      Files.write(draft, bytes.toArray(), StandardOpenOption.CREATE_NEW);
      Files.move(draft, content, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** Hears what the kernel records; after a revocation nothing is used without asking. */
  public void heard(AuditEvent event) {
    if (event instanceof AuditEvent.Revoked) {
      table.revoke(slot);
    }
  }

  @Override
  public void closeRoom(Room room) {
    try {
      if (Files.exists(room.directory())) {
        new ScratchDirectory(room.directory()).close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    table.close();
    new ScratchDirectory(directory).close();
  }
}
