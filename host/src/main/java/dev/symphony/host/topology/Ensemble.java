package dev.symphony.host.topology;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.home.ScratchDirectory;
import dev.symphony.host.topology.Acquaintances.Acquaintance;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.pit.arbitration.Arbitration;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.pool.Loading;
import dev.symphony.pit.pool.LoadingBackend;
import dev.symphony.pit.pool.Pool;
import dev.symphony.pit.stale.Stale;
import dev.symphony.pit.tracker.Tracker;
import dev.symphony.sandbox.peer.GenerationTable;
import dev.symphony.sandbox.peer.PeerCapabilities;
import dev.symphony.sandbox.peer.PeerCapabilities.Recording;
import dev.symphony.sandbox.peer.PeerCapability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The Pit in one topology: opens each member where it lives when it is first asked for, and joins
 * whoever needs it by the link of the topology.
 */
public final class Ensemble implements AutoCloseable {
  private static final Place KERNEL = new Place.InKernel();
  private static final Holder CLIENT = new Holder("host");

  /**
   * What an ensemble is opened in.
   *
   * @param kernel mints the capabilities, and has the gate
   * @param audit takes the records of calls that the kernel did not see
   * @param artifacts the store, where that lives in the process of the kernel
   * @param loading loads what the pool decides to load
   * @param log takes what only the people of the host should read
   */
  public record Surroundings(
      Kernel kernel,
      AuditPort audit,
      KernelClock clock,
      ArtifactSource artifacts,
      Loading loading,
      Consumer<String> log,
      Consumer<Throwable> faults) {}

  private final Topology topology;
  private final MemberSettings settings;
  private final Surroundings surroundings;
  private final Map<Member, Object> members = new EnumMap<>(Member.class);
  private final Map<Member, Introduction> ofHost = new ConcurrentHashMap<>();
  private final PeerGrants grants;
  private final Map<Place.Beside, Station> stations = new HashMap<>();
  private final Acquaintances acquaintances = new Acquaintances();
  private final Optional<Beside> beside;

  /** What there is when something lives beside the kernel. */
  private record Beside(
      Path directory, GenerationTable table, Spares spares, StationWatch watch, int loadingSlot) {}

  private Ensemble(Topology topology, MemberSettings settings, Surroundings surroundings)
      throws IOException {
    this.topology = topology;
    this.settings = settings;
    this.surroundings = surroundings;
    this.grants = new PeerGrants(surroundings.kernel().grants(), surroundings.audit());
    this.beside =
        topology.processes().isEmpty() ? Optional.empty() : Optional.of(openBeside(surroundings));
  }

  /**
   * Opens the Pit; its members follow when they are first asked for.
   *
   * @throws IOException when there is no place for what its processes share
   */
  public static Ensemble open(Topology topology, MemberSettings settings, Surroundings surroundings)
      throws IOException {
    return new Ensemble(topology, settings, surroundings);
  }

  private Beside openBeside(Surroundings around) throws IOException {
    Path directory = Files.createTempDirectory("symphony-pit-");
    GenerationTable table = GenerationTable.create(MemberStarter.tableIn(directory));
    PeerCapabilities offered =
        new PeerCapabilities(table, around.clock(), grants::note, around.faults());
    int loadingSlot = table.give();
    offered.open(
        loadingSlot,
        ServiceObject.bind(ServiceDeclaration.of(Loading.class), around.loading()),
        Recording.BY_THE_GATE);
    MemberStarter starter =
        new MemberStarter(
            directory,
            table,
            settings.store().map(MemberSettings.StorePlace::directory),
            offered,
            grants::note,
            around.log());
    return new Beside(
        directory,
        table,
        new Spares(starter),
        StationWatch.start(around.clock(), around.faults()),
        loadingSlot);
  }

  /** The topology. */
  public Topology topology() {
    return topology;
  }

  /** The Pool Manager. */
  public Pool pool() {
    return (Pool) reach(Member.POOL);
  }

  /** The DAG Tracker. */
  public Tracker tracker() {
    return (Tracker) reach(Member.TRACKER);
  }

  /** The Artifact Store. */
  public Keeper store() {
    return (Keeper) reach(Member.STORE);
  }

  /** The Stale Manager. */
  public Stale stale() {
    return (Stale) reach(Member.STALE);
  }

  /** The Arbitration Engine. */
  public Arbitration arbitration() {
    return (Arbitration) reach(Member.ARBITRATION);
  }

  /** Opens every member now. */
  public void openAll() {
    for (Member member : Member.values()) {
      Object _ = reach(member);
    }
  }

  private synchronized Object reach(Member member) {
    Object known = members.get(member);
    if (known == null) {
      known = link(member);
      members.put(member, known);
    }
    return known;
  }

  private Object link(Member member) {
    return switch (topology.link(KERNEL, member)) {
      case DIRECT -> factory().make(member);
      case PEER -> stub(member, opened(member), introduce(member, Recording.HERE));
      case GATE, IPC, RAW -> gated(member);
    };
  }

  private MemberFactory factory() {
    return new MemberFactory(
        settings,
        new MemberFactory.Needs(
            surroundings.artifacts(),
            this::store,
            () -> new LoadingBackend(surroundings.loading())),
        surroundings.clock());
  }

  private static Object stub(Member member, Station station, Introduction introduction) {
    return MemberStub.of(
        member.contract(),
        (operation, values) -> station.call(introduction.capability(), operation, values));
  }

  /** A member in another process, each call of which the gate lets through and counts. */
  private Object gated(Member member) {
    Station _ = opened(member);
    Introduction introduction = introduce(member, Recording.BY_THE_GATE);
    Kernel kernel = surroundings.kernel();
    CapabilityTable table = new CapabilityTable(CLIENT);
    long handle = table.insert(introduction.grant());
    return MemberStub.of(
        member.contract(),
        (operation, values) -> kernel.gate().call(table, handle, operation, values));
  }

  /** Mints a capability for a member; its grant leads there also through the gate. */
  private Introduction introduce(Member member, Recording recording) {
    return ofHost.computeIfAbsent(member, m -> mint(m, CLIENT, recording, AuditDetail.COUNTED));
  }

  private Introduction mint(Member member, Holder holder, Recording recording, AuditDetail detail) {
    ServiceDeclaration declaration = member.declaration();
    PeerCapability capability = new PeerCapability(beside().table().give(), 1);
    Station station = station((Place.Beside) topology.place(member));
    Object way =
        MemberStub.of(
            member.contract(), (operation, values) -> station.call(capability, operation, values));
    Grant grant =
        grants.mint(
            capability,
            holder,
            Right.to(declaration.name(), Right.EVERY_OPERATION),
            ServiceObject.bind(declaration, way),
            detail);
    return new Introduction(grant, capability, recording);
  }

  private Beside beside() {
    return beside.orElseThrow();
  }

  /** The station of a member that lives beside the kernel, with a process in it. */
  private Station opened(Member member) {
    try {
      return station((Place.Beside) topology.place(member)).open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Station station(Place.Beside place) {
    synchronized (stations) {
      return stations.computeIfAbsent(
          place,
          p ->
              beside()
                  .watch()
                  .over(
                      new Station(
                          p.process(),
                          () -> beside().spares().take(kind(p)),
                          process -> tell(p, process),
                          surroundings.clock(),
                          surroundings.faults())));
    }
  }

  private MemberStarter.Kind kind(Place.Beside place) {
    return topology.place(Member.STORE).equals(place)
        ? MemberStarter.Kind.STORE
        : MemberStarter.Kind.MEMORY;
  }

  /** Tells a process what it is, and whom it knows. */
  private void tell(Place.Beside place, MemberProcess process) {
    List<Member> living = topology.membersAt(place);
    for (Member member : living) {
      if (member == Member.STORE && settings.store().isEmpty()) {
        continue;
      }
      if (member == Member.STALE && !living.contains(Member.STORE)) {
        acquaintWithStore(place, process);
      }
      process
          .control()
          .serve(
              member.name(),
              settings.valueFor(member),
              member == Member.POOL ? beside().loadingSlot() : -1);
      Introduction host = introduce(member, recordingOfHost());
      process.control().open(member.name(), host.capability().slot(), host.recording().name());
    }
    acquaintances.callersOf(living).forEach(known -> renew(known, process));
  }

  private Recording recordingOfHost() {
    return topology.between() == LinkKind.PEER ? Recording.HERE : Recording.BY_THE_GATE;
  }

  /** Introduces the Stale Manager to the store. */
  private void acquaintWithStore(Place.Beside from, MemberProcess caller) {
    Acquaintance known = acquaintances.of(from, Member.STORE, this::mintForMember);
    if (topology.place(Member.STORE) instanceof Place.Beside && settings.store().isPresent()) {
      MemberProcess callee = opened(Member.STORE).process().orElseThrow();
      acquaintances.join(known, caller, callee);
    }
  }

  private Introduction mintForMember(Place.Beside from, Member to) {
    return mint(to, new Holder(from.process()), Recording.HERE, AuditDetail.EACH_CALL);
  }

  /** A successor of whoever is called: whoever calls gets to know it. */
  private void renew(Acquaintance known, MemberProcess callee) {
    Optional<MemberProcess> caller;
    synchronized (stations) {
      caller = Optional.ofNullable(stations.get(known.from())).flatMap(Station::process);
    }
    caller.ifPresent(process -> acquaintances.join(known, process, callee));
  }

  /**
   * Hears what the kernel records; a revocation is in the table of generations when this returns.
   */
  public void heard(AuditEvent event) {
    if (event instanceof AuditEvent.Revoked && beside.isPresent()) {
      grants.revokeIn(beside().table());
    }
  }

  /** The grant by which the host calls a member that lives beside the kernel. */
  public Optional<Grant> grant(Member member) {
    return Optional.ofNullable(ofHost.get(member)).map(Introduction::grant);
  }

  /** The process that a member lives in now, when that is not the kernel's. */
  public Optional<ProcessHandle> process(Member member) {
    return topology.place(member) instanceof Place.Beside place
        ? station(place).process().map(MemberProcess::handle)
        : Optional.empty();
  }

  /** The walls around the process of a member. */
  public Optional<String> walls(Member member) {
    return topology.place(member) instanceof Place.Beside place
        ? station(place).process().map(process -> process.jailed().observed().toString())
        : Optional.empty();
  }

  /**
   * Replaces the process of a member while it is in use.
   *
   * @throws IOException when no other can be started
   */
  public void replace(Member member) throws IOException {
    if (topology.place(member) instanceof Place.Beside place) {
      station(place).replace();
    }
  }

  /** How long each take-over of a member's process took, from the moment it was noticed. */
  public List<Long> successions(Member member) {
    return topology.place(member) instanceof Place.Beside place
        ? station(place).successions().stream().map(Station.Succession::nanos).toList()
        : List.of();
  }

  /** Waits until there is a successor ready for every process. */
  public void awaitSpares() {
    beside.ifPresent(b -> b.spares().awaitAll());
  }

  @Override
  public void close() throws IOException {
    if (beside.isEmpty()) {
      return;
    }
    beside().watch().close();
    List<Station> all;
    synchronized (stations) {
      all = List.copyOf(stations.values());
    }
    all.forEach(Station::retire);
    beside().spares().close();
    all.forEach(Station::close);
    new ScratchDirectory(beside().directory()).close();
  }
}
