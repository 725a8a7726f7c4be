package dev.symphony.host.topology;

import dev.symphony.host.UserError;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A kernel architecture: which member lives where, and which link joins those that do not live
 * together.
 *
 * @param name its name on the command line
 * @param places where each member lives
 * @param between the link between processes
 * @param contents how a guest gets the content of an artifact: through the gate, or raw
 */
public record Topology(
    String name, Map<Member, Place> places, LinkKind between, LinkKind contents) {
  private static final Place KERNEL = new Place.InKernel();

  /** Everything in the process of the kernel. */
  public static final Topology MONOLITHIC =
      new Topology("monolithic", everywhere(KERNEL), LinkKind.DIRECT, LinkKind.GATE);

  /** The kernel alone, and the Pit in one process beside it. */
  public static final Topology MICROKERNEL =
      new Topology("microkernel", everywhere(beside("pit")), LinkKind.IPC, LinkKind.GATE);

  /** What is asked for every node stays with the kernel, the rest is outside. */
  public static final Topology HYBRID =
      new Topology(
          "hybrid",
          Map.of(
              Member.POOL, KERNEL,
              Member.TRACKER, KERNEL,
              Member.STORE, beside("pit"),
              Member.STALE, beside("pit"),
              Member.ARBITRATION, beside("pit")),
          LinkKind.IPC,
          LinkKind.GATE);

  /** The kernel hands out resources: contents are mapped by guests. */
  public static final Topology EXOKERNEL =
      new Topology(
          "exokernel",
          Map.of(
              Member.POOL, beside("pit"),
              Member.TRACKER, beside("pit"),
              Member.STORE, beside("store"),
              Member.STALE, beside("store"),
              Member.ARBITRATION, beside("pit")),
          LinkKind.PEER,
          LinkKind.RAW);

  /** The kernel mints capabilities: each member is a process, and they call each other. */
  public static final Topology NANOKERNEL =
      new Topology(
          "nanokernel",
          Map.of(
              Member.POOL, beside("pool"),
              Member.TRACKER, beside("tracker"),
              Member.STORE, beside("store"),
              Member.STALE, beside("stale"),
              Member.ARBITRATION, beside("arbitration")),
          LinkKind.PEER,
          LinkKind.GATE);

  public Topology {
    places = Map.copyOf(places);
    if (places.size() != Member.values().length) {
      throw new IllegalArgumentException("every member lives somewhere");
    }
  }

  private static Place beside(String process) {
    return new Place.Beside(process);
  }

  private static Map<Member, Place> everywhere(Place place) {
    Map<Member, Place> places = new EnumMap<>(Member.class);
    for (Member member : Member.values()) {
      places.put(member, place);
    }
    return places;
  }

  /** All five, the default first. */
  public static List<Topology> all() {
    return List.of(MICROKERNEL, MONOLITHIC, HYBRID, EXOKERNEL, NANOKERNEL);
  }

  /**
   * The architecture of that name.
   *
   * @throws UserError {@code usage-architecture}
   */
  public static Topology named(String name) throws UserError {
    return all().stream()
        .filter(topology -> topology.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UserError(
                "usage-architecture",
                "the architecture '"
                    + name
                    + "' is not there: use "
                    + all().stream().map(Topology::name).collect(Collectors.joining(", "))));
  }

  /** Where a member lives. */
  public Place place(Member member) {
    return Objects.requireNonNull(places.get(member));
  }

  /** How whoever is at {@code from} reaches {@code member}. */
  public LinkKind link(Place from, Member member) {
    return from.equals(place(member)) ? LinkKind.DIRECT : between;
  }

  /** The processes beside the kernel. */
  public Set<Place.Beside> processes() {
    Set<Place.Beside> processes = new LinkedHashSet<>();
    for (Member member : Member.values()) {
      if (place(member) instanceof Place.Beside beside) {
        processes.add(beside);
      }
    }
    return processes;
  }

  /** The members that live at {@code place}. */
  public List<Member> membersAt(Place place) {
    return Arrays.stream(Member.values()).filter(member -> place(member).equals(place)).toList();
  }
}
