package dev.symphony.host.topology;

import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.pool.Loading;
import dev.symphony.pit.pool.LoadingBackend;
import dev.symphony.pit.pool.PoolBackend;
import dev.symphony.pit.seal.SealKey;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.peer.PeerCapabilities;
import dev.symphony.sandbox.peer.PeerCapability;
import dev.symphony.sandbox.peer.PeerMemory;
import dev.symphony.sandbox.peer.PeerPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The members that a process beside the kernel serves. */
final class ServedMembers implements MemberControl {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofMillis(1);

  /** A way to a member made, and what it is called by. */
  private record Introduced(PeerPort way, PeerCapability capability) {}

  private final PeerCapabilities capabilities;
  private final CompletableFuture<PeerPort> kernel;
  private final KernelClock clock;
  private final Map<Member, ServiceObject> served = new ConcurrentHashMap<>();
  private final Map<Member, Object> made = new ConcurrentHashMap<>();
  private final Map<Member, Introduced> introductions = new ConcurrentHashMap<>();
  private final Map<String, PeerPort> ways = new ConcurrentHashMap<>();
  private Optional<ArtifactStore> store = Optional.empty();

  ServedMembers(
      PeerCapabilities capabilities, CompletableFuture<PeerPort> kernel, KernelClock clock) {
    this.capabilities = capabilities;
    this.kernel = kernel;
    this.clock = clock;
  }

  @Override
  public synchronized void serve(String name, @Nullable Object settings, long loadingSlot) {
    Member member = Member.valueOf(name);
    MemberFactory factory =
        new MemberFactory(
            MemberSettings.of((Map<?, ?>) Objects.requireNonNull(settings)),
            new MemberFactory.Needs(
                this::openStore, () -> (Keeper) reach(Member.STORE), () -> backend(loadingSlot)),
            clock);
    served.put(member, ServiceObject.bind(member.declaration(), make(member, factory)));
  }

  private Object make(Member member, MemberFactory factory) {
    Object object = factory.make(member);
    made.put(member, object);
    return object;
  }

  /** A member from here: the object itself, or a stub that goes the way there is at the time. */
  private Object reach(Member member) {
    Object here = made.get(member);
    return here != null
        ? here
        : MemberStub.of(member.contract(), (operation, values) -> call(member, operation, values));
  }

  private Answer call(Member member, int operation, @Nullable Object[] values) {
    long patience = clock.monotonicNanos() + PATIENCE.toNanos();
    while (true) {
      Introduced introduced = introduced(member, patience);
      Answer answer = introduced.way().call(introduced.capability(), operation, values.clone());
      if (!isGone(answer) || clock.monotonicNanos() > patience) {
        return answer;
      }
      introductions.remove(member, introduced);
    }
  }

  private static boolean isGone(Answer answer) {
    return answer instanceof Answer.Failed failed && failed.code().equals(PeerPort.GONE);
  }

  /** The way to a member, waited for while that has no process. */
  private Introduced introduced(Member member, long patience) {
    Introduced introduced = introductions.get(member);
    while (introduced == null) {
      if (clock.monotonicNanos() > patience) {
        throw new ServiceFailure(PeerPort.GONE, member + " can't be reached");
      }
      LockSupport.parkNanos(this, LOOK.toNanos());
      introduced = introductions.get(member);
    }
    return introduced;
  }

  private PoolBackend backend(long slot) {
    PeerCapability capability = new PeerCapability(Math.toIntExact(slot), 1);
    return new LoadingBackend(
        MemberStub.of(
            Loading.class,
            (operation, values) -> kernel.join().call(capability, operation, values)));
  }

  private ArtifactStore openStore(MemberSettings settings) throws IOException {
    MemberSettings.StorePlace place = settings.store().orElseThrow();
    ArtifactStore opened =
        ArtifactStore.open(
            place.directory(),
            new ArtifactStore.Settings(
                SealKey.of(place.secret()), new SecureRandom(), place.maxTotalBytes(), clock::now));
    store = Optional.of(opened);
    return opened;
  }

  @Override
  public void open(String member, long slot, String recording) {
    capabilities.open(
        Math.toIntExact(slot),
        Objects.requireNonNull(served.get(Member.valueOf(member)), member),
        PeerCapabilities.Recording.valueOf(recording));
  }

  @Override
  public void listen(String file) {
    ways.put(file, port(file, SharedMemoryLink.End.SECOND));
  }

  @Override
  public void connect(String name, String file, long slot, long generation) {
    PeerPort way = port(file, SharedMemoryLink.End.FIRST);
    Introduced before =
        introductions.put(
            Member.valueOf(name),
            new Introduced(way, new PeerCapability(Math.toIntExact(slot), generation)));
    if (before != null) {
      before.way().close();
    }
  }

  private PeerPort port(String file, SharedMemoryLink.End end) {
    try {
      return new PeerPort(PeerMemory.inFile(Path.of(file), end), capabilities, note -> {})
          .listening("way");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void forget(String file) {
    PeerPort way = ways.remove(file);
    if (way != null) {
      way.close();
    }
  }

  @Override
  public void ping() {}

  @Override
  public synchronized void stop() {
    try {
      if (store.isPresent()) {
        store.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
