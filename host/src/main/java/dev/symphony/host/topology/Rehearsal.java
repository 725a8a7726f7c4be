package dev.symphony.host.topology;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.home.ScratchDirectory;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.pit.arbitration.Arbitration;
import dev.symphony.pit.arbitration.Ruling;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.artifact.KeptArtifact;
import dev.symphony.pit.artifact.KeptFacts;
import dev.symphony.pit.pool.Loading;
import dev.symphony.pit.pool.Pool;
import dev.symphony.pit.schedule.Event;
import dev.symphony.pit.schedule.Plan;
import dev.symphony.pit.schedule.Step;
import dev.symphony.pit.seal.SealKey;
import dev.symphony.pit.stale.Stale;
import dev.symphony.pit.tracker.TrackedRun;
import dev.symphony.pit.tracker.Tracker;
import dev.symphony.sandbox.ipc.SharedMemoryLink;
import dev.symphony.sandbox.peer.GenerationTable;
import dev.symphony.sandbox.peer.PeerCapabilities;
import dev.symphony.sandbox.peer.PeerCapabilities.Recording;
import dev.symphony.sandbox.peer.PeerCapability;
import dev.symphony.sandbox.peer.PeerMemory;
import dev.symphony.sandbox.peer.PeerPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;

/**
 * All that a process of members may be told and asked, played once between a kernel and members of
 * its own, which are thrown away. What that has loaded and linked, nobody waits for when the
 * process takes over from another.
 */
final class Rehearsal {
  private static final long LARGEST_STORE_BYTES = 1 << 20;
  private static final long MEMORY_MIB = 1;
  private static final String NAME = "rehearsal";

  private final MemberStarter.Kind kind;
  private final KernelClock clock;
  private final Path directory;
  private final GenerationTable table;
  private final MemberSettings settings;
  private final CompletableFuture<PeerPort> kernel = new CompletableFuture<>();
  private final PeerCapabilities served;

  private Rehearsal(
      MemberStarter.Kind kind, KernelClock clock, Path directory, GenerationTable table) {
    this.kind = kind;
    this.clock = clock;
    this.directory = directory;
    this.table = table;
    SecureRandom random = new SecureRandom();
    this.settings =
        new MemberSettings(
            Optional.of(
                new MemberSettings.StorePlace(
                    directory.resolve("store"), SealKey.newSecret(random), LARGEST_STORE_BYTES)),
            MEMORY_MIB,
            1);
    this.served =
        new PeerCapabilities(
            table, clock, note -> kernel.join().note(note), Throwable::printStackTrace);
  }

  /**
   * Plays it, for as many members as a process of that kind may serve.
   *
   * @throws IOException when there is no place for files in the directory for temporary ones
   */
  static void play(MemberStarter.Kind kind, KernelClock clock) throws IOException {
    try (ScratchDirectory scratch = new ScratchDirectory(Files.createTempDirectory(NAME));
        GenerationTable table = GenerationTable.create(scratch.path().resolve("generations"))) {
      new Rehearsal(kind, clock, scratch.path(), table).play();
    }
  }

  private void play() throws IOException {
    ServedMembers members = new ServedMembers(served, kernel, clock);
    PeerCapability control = given();
    served.open(control.slot(), bound(MemberControl.class, members), Recording.BY_THE_GATE);
    PeerCapability loading = given();
    PeerCapabilities offered =
        new PeerCapabilities(table, clock, note -> {}, Throwable::printStackTrace);
    offered.open(loading.slot(), bound(Loading.class, new NothingToLoad()), Recording.BY_THE_GATE);
    Path way = newWay("way-kernel");
    try (PeerPort there = port(way, SharedMemoryLink.End.SECOND, served);
        PeerPort here = port(way, SharedMemoryLink.End.FIRST, offered)) {
      kernel.complete(there);
      play(here, stub(MemberControl.class, here, control), loading);
    }
  }

  private void play(PeerPort port, MemberControl control, PeerCapability loading)
      throws IOException {
    PeerCapability store = given();
    Path way = newWay("way-store");
    if (kind == MemberStarter.Kind.STORE) {
      serve(control, Member.STORE, store, loading);
      use(Member.STORE, stub(Keeper.class, port, store));
    } else {
      served.open(store.slot(), bound(Keeper.class, oneContent()), Recording.HERE);
    }
    control.listen(way.toString());
    control.connect(Member.STORE.name(), way.toString(), store.slot(), store.generation());
    for (Member member : Member.values()) {
      if (member != Member.STORE) {
        PeerCapability own = given();
        serve(control, member, own, loading);
        use(member, stub(member.contract(), port, own));
      }
    }
    control.ping();
    control.forget(way.toString());
    control.stop();
  }

  private void serve(
      MemberControl control, Member member, PeerCapability own, PeerCapability loading) {
    control.serve(member.name(), settings.valueFor(member), loading.slot());
    control.open(member.name(), own.slot(), Recording.HERE.name());
  }

  private void use(Member member, Object stub) {
    switch (member) {
      case POOL -> lend((Pool) stub);
      case TRACKER -> decide((Tracker) stub);
      case STORE -> keep((Keeper) stub);
      case STALE -> judge((Stale) stub);
      case ARBITRATION -> ask((Arbitration) stub);
    }
  }

  private static void lend(Pool pool) {
    pool.offer(NAME, 1, 1, "");
    pool.release(pool.allocate(NAME).id());
    pool.lend(NAME).ifPresent(lease -> pool.release(lease.id()));
    var _ = pool.status();
    pool.prewarm();
    pool.sweep();
  }

  private void decide(Tracker tracker) {
    Plan plan = Plan.of(List.of(Step.needing(NAME, List.of())));
    try (TrackedRun run = TrackedRun.begin(tracker, plan, 1, new SplittableRandom(1))) {
      run.take(List.of(new Event.Begun()), clock.monotonicNanos());
      run.take(List.of(new Event.Prepared(0, new Event.Readiness.Runs())), clock.monotonicNanos());
    }
  }

  private static void keep(Keeper store) {
    KeptArtifact kept =
        store.put("rehearsal/rehearsal", NAME, "text/plain", Bytes.utf8(NAME), List.of());
    var _ = store.get(kept.digest(), NAME);
    var _ = store.locate(kept.digest());
    var _ = store.records(0);
    var _ = store.facts();
  }

  private static void judge(Stale stale) {
    var _ = stale.judge();
    var _ = stale.sweep();
  }

  private static void ask(Arbitration arbitration) {
    Ruling first = arbitration.ask(MemberSettings.MEMORY, NAME, MEMORY_MIB, 0);
    Ruling second = arbitration.ask(MemberSettings.MEMORY, NAME, MEMORY_MIB, 0);
    arbitration.release(first.request());
    arbitration.release(arbitration.look(second.request()).request());
  }

  /** A store of one young content, for a process that will never have the real one. */
  private Keeper oneContent() {
    String now = Instant.ofEpochMilli(clock.epochMillis()).toString();
    KeptFacts facts =
        new KeptFacts("sha256:" + "0".repeat(64), 1, now, now, 0, 0, 1, 0, false, false, false);
    ServiceDeclaration keeper = Member.STORE.declaration();
    return MemberStub.of(
        Keeper.class,
        (operation, values) ->
            new Answer.Returned(
                keeper.operations().get(operation).result().express(List.of(facts))));
  }

  private record NothingToLoad() implements Loading {
    @Override
    public void load(String item) {}

    @Override
    public void unload(String item) {}

    @Override
    public boolean isHealthy(String item) {
      return true;
    }
  }

  private PeerCapability given() {
    return new PeerCapability(table.give(), 1);
  }

  private Path newWay(String name) throws IOException {
    Path way = directory.resolve(name);
    PeerMemory.create(way);
    return way;
  }

  private static PeerPort port(Path way, SharedMemoryLink.End end, PeerCapabilities capabilities)
      throws IOException {
    return new PeerPort(PeerMemory.inFile(way, end), capabilities, note -> {}).listening(NAME);
  }

  private static <T> T stub(Class<T> contract, PeerPort port, PeerCapability capability) {
    return MemberStub.of(contract, (operation, values) -> port.call(capability, operation, values));
  }

  private static ServiceObject bound(Class<?> contract, Object object) {
    return ServiceObject.bind(ServiceDeclaration.of(contract), object);
  }
}
