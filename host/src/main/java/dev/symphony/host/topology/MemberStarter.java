package dev.symphony.host.topology;

import dev.symphony.sandbox.ipc.PeerMessage;
import dev.symphony.sandbox.jail.Jail;
import dev.symphony.sandbox.jail.ResourceLimit;
import dev.symphony.sandbox.peer.GenerationTable;
import dev.symphony.sandbox.peer.PeerCapabilities;
import dev.symphony.sandbox.peer.PeerCapability;
import dev.symphony.sandbox.peer.PeerPort;
import dev.symphony.sandbox.peer.PeerStarter;
import dev.symphony.sandbox.runtime.GuestLanguage;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Starts processes for members, each in a jail with what members of its kind need and nothing else.
 */
final class MemberStarter implements AutoCloseable {
  private static final long STORE_HEAP_BYTES = 512L << 20;
  private static final long MEMORY_HEAP_BYTES = 256L << 20;
  private static final long LARGEST_FILE_BYTES = 1L << 40;

  /** What a process needs from the outside. */
  enum Kind {
    /** Memory only. */
    MEMORY,
    /** The directory of the store. */
    STORE
  }

  /** How long a process may take to be there. */
  enum Readiness {
    /** Somebody waits for it. */
    AT_ONCE,
    /** Nobody does yet: it may first do once what it will be asked, see {@link Rehearsal}. */
    REHEARSED
  }

  private final Path directory;
  private final Path table;
  private final GenerationTable generations;
  private final Optional<Path> store;
  private final PeerCapabilities offered;
  private final Consumer<PeerMessage.Note> notes;
  private final PeerStarter starter;
  private final AtomicInteger numbers = new AtomicInteger();

  /**
   * A starter.
   *
   * @param directory where the processes have their places
   * @param store the directory of the artifacts, when there is a home
   * @param offered what the processes can call here
   */
  MemberStarter(
      Path directory,
      GenerationTable generations,
      Optional<Path> store,
      PeerCapabilities offered,
      Consumer<PeerMessage.Note> notes,
      Consumer<String> log) {
    this.directory = directory;
    this.table = tableIn(directory);
    this.generations = generations;
    this.store = store;
    this.offered = offered;
    this.notes = notes;
    this.starter = new PeerStarter(Duration.ofSeconds(60), log);
  }

  static Path tableIn(Path directory) {
    return directory.resolve("generations");
  }

  /** Starts a process that is nothing yet, and waits until it listens. */
  MemberProcess start(Kind kind, Readiness readiness) throws IOException {
    Path room = Files.createDirectory(directory.resolve("p" + numbers.incrementAndGet()));
    Path ways = Files.createDirectory(room.resolve("ways"));
    Path scratch = Files.createDirectory(room.resolve("tmp"));
    Path socket = room.resolve("socket");
    PeerCapability control = new PeerCapability(generations.give(), 1);
    RuntimeImage image = RuntimeImage.ofCurrentProcess();
    PeerStarter.Started started =
        starter.start(
            command(
                image,
                kind,
                scratch,
                List.of(
                    socket.toString(),
                    table.toString(),
                    String.valueOf(control.slot()),
                    kind.name(),
                    readiness.name())),
            jail(image, kind, ways, scratch),
            socket);
    PeerPort port =
        new PeerPort(started.link(), offered, notes)
            .listening("member-" + started.process().process().pid());
    MemberProcess process =
        new MemberProcess(
            started.process(),
            port,
            MemberStub.of(
                MemberControl.class, (operation, values) -> port.call(control, operation, values)),
            ways);
    process.control().ping();
    return process;
  }

  /** Starts nothing more, and ends what has not connected yet. */
  @Override
  public void close() {
    starter.close();
  }

  private List<String> command(
      RuntimeImage image, Kind kind, Path scratch, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            image.command(
                GuestLanguage.JAVASCRIPT,
                WorkerTempo.THROUGHPUT,
                kind == Kind.STORE ? STORE_HEAP_BYTES : MEMORY_HEAP_BYTES,
                MemberProgram.class.getName(),
                arguments));
    command.add(1, "-Djava.io.tmpdir=" + scratch);
    cache().ifPresent(cache -> command.add(1, "-XX:AOTCache=" + cache));
    return command;
  }

  /** The cache that was made for such processes; none in a host that was not put together. */
  private static Optional<Path> cache() {
    return Optional.ofNullable(System.getProperty(MemberProgram.CACHE)).map(Path::of);
  }

  private Jail jail(RuntimeImage image, Kind kind, Path ways, Path scratch) {
    Path javaHome = image.java().resolve("../..").normalize();
    Jail.Builder jail = Jail.builder().javaRuntime(javaHome);
    image.readablePaths().forEach(jail::readOnly);
    jail.readOnly(table).shared(ways).readWrite(scratch);
    cache().ifPresent(jail::readOnly);
    if (kind == Kind.STORE) {
      store.ifPresent(jail::readWrite);
      jail.limit(ResourceLimit.FILE_SIZE_BYTES, LARGEST_FILE_BYTES);
    }
    return jail.build();
  }
}
