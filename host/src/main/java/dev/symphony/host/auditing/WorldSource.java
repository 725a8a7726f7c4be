package dev.symphony.host.auditing;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.KnownExtensions;
import dev.symphony.host.session.PolicyPlace;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Wall;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.pit.workflow.Node;
import dev.symphony.pit.workflow.Reference;
import dev.symphony.pit.workflow.Workflow;
import dev.symphony.pit.workflow.WorkflowReader;
import dev.symphony.policy.CedarGrantPolicy;
import dev.symphony.policy.PolicySource;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Lending;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.World;
import dev.symphony.policy.world.WorldDraft;
import dev.symphony.policy.world.WorldReader;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.RequestedCapability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Worlds from where they can be found: written down in a file, in the manifests of extensions and
 * workflows, or in a home.
 */
public final class WorldSource {
  private static final IsolationLabel WALLS =
      IsolationLabel.NONE.with(Wall.CONTEXT).with(Wall.PROCESS);

  private final Optional<PolicyPlace> policy;
  private final PolicyPlace standard;

  /**
   * A source.
   *
   * @param policy the set that decides instead of the one that a world names
   * @param standard the set that decides where nothing else names one
   */
  public WorldSource(Optional<PolicyPlace> policy, PolicyPlace standard) {
    this.policy = policy;
    this.standard = standard;
  }

  /**
   * The world in {@code places}: files of worlds, or directories or manifests of extensions and
   * workflows, put together. Of two extensions with one name the later one counts.
   *
   * @throws UserError when one of them can't be read
   */
  public WorldDraft.Built read(List<Path> places) throws UserError {
    List<WorldDraft.Built> parts = new ArrayList<>();
    List<WorldDraft.Newcomer> newcomers = new ArrayList<>();
    List<World.Flow> flows = new ArrayList<>();
    try {
      for (Path place : places) {
        Optional<Path> extension = file(place, Manifest.FILE_NAME);
        Optional<Path> workflow = file(place, WorkflowReader.FILE_NAME);
        if (extension.isPresent()) {
          WorldDraft.Newcomer newcomer = newcomer(manifest(extension.get()));
          newcomers.removeIf(known -> known.name().equals(newcomer.name()));
          newcomers.add(newcomer);
        } else if (workflow.isPresent()) {
          workflow(workflow.get(), newcomers, flows);
        } else {
          parts.add(written(place));
        }
      }
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("world-unreadable", "can't read the world: " + e, e);
    }
    if (!newcomers.isEmpty()) {
      parts.add(decided(newcomers, flows));
    }
    WorldDraft.Built built = together(parts);
    return new WorldDraft.Built(Lending.in(built.world(), Services.CATALOG), built.refused());
  }

  private static Optional<Path> file(Path place, String name) {
    return List.of(place.resolve(name), place).stream()
        .filter(p -> p.endsWith(name) && Files.isRegularFile(p))
        .findFirst();
  }

  private static Manifest manifest(Path file) throws DocumentException {
    return ExtensionSource.load(file.toAbsolutePath().resolveSibling("")).manifest();
  }

  /** The newcomer that a manifest stands for. */
  public static WorldDraft.Newcomer newcomer(Manifest manifest) {
    ExtensionIdentity identity = manifest.identity();
    return new WorldDraft.Newcomer(
        new GrantRequest.Requester(identity.publisher(), identity.name(), manifest.kind().id()),
        manifest.capabilities().stream().map(RequestedCapability::right).toList(),
        List.of(),
        WALLS);
  }

  private static void workflow(
      Path file, List<WorldDraft.Newcomer> newcomers, List<World.Flow> flows)
      throws IOException, DocumentException {
    Workflow workflow =
        WorkflowReader.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
    Map<String, Set<String>> names = new LinkedHashMap<>();
    for (Node node : workflow.nodes().values()) {
      for (String directory : node.extensions()) {
        Path place = file.toAbsolutePath().resolveSibling(directory).normalize();
        WorldDraft.Newcomer newcomer = newcomer(manifest(place.resolve(Manifest.FILE_NAME)));
        names.computeIfAbsent(node.id(), id -> new LinkedHashSet<>()).add(newcomer.name());
        if (newcomers.stream().noneMatch(known -> known.name().equals(newcomer.name()))) {
          newcomers.add(newcomer);
        }
      }
    }
    for (Node node : workflow.nodes().values()) {
      for (Reference reference : references(node)) {
        if (reference instanceof Reference.Output(String from)) {
          flows.addAll(flows(workflow, names, from, node.id(), file));
        } else if (reference instanceof Reference.Outcome(String from)) {
          flows.addAll(flows(workflow, names, from, node.id(), file));
        }
      }
    }
  }

  private static List<Reference> references(Node node) {
    return Stream.concat(
            node.input().references(),
            node.turn().each().stream().flatMap(each -> each.items().references()))
        .toList();
  }

  /** Whatever may run for the one node may give something to whatever may run for the other. */
  private static List<World.Flow> flows(
      Workflow workflow, Map<String, Set<String>> names, String from, String to, Path file) {
    List<World.Flow> flows = new ArrayList<>();
    for (String giver : runs(workflow, names, from)) {
      for (String taker : runs(workflow, names, to)) {
        flows.add(new World.Flow(giver, taker, from + " to " + to + " in " + file.getFileName()));
      }
    }
    return flows;
  }

  /** The extensions that a node may run, those of a workflow inside it included. */
  private static Set<String> runs(Workflow workflow, Map<String, Set<String>> names, String id) {
    Set<String> runs = new LinkedHashSet<>(names.getOrDefault(id, Set.of()));
    Node node = workflow.nodes().get(id);
    if (node != null && node.work() instanceof Node.Work.Inner inner) {
      inner.nodes().forEach(each -> runs.addAll(runs(workflow, names, each)));
    }
    return runs;
  }

  private WorldDraft.Built written(Path file) throws IOException, DocumentException, UserError {
    WorldDraft draft =
        WorldReader.read(file.toString(), Bytes.ofOwnedArray(Files.readAllBytes(file)));
    Path beside = file.toAbsolutePath().resolveSibling(draft.policy());
    PolicyPlace named =
        Files.isRegularFile(beside)
            ? PolicyPlace.named(beside.toString())
            : PolicyPlace.named(draft.policy());
    return draft.build(compiled(policy.orElse(named).read()), new SystemClock().now());
  }

  private WorldDraft.Built decided(List<WorldDraft.Newcomer> newcomers, List<World.Flow> flows)
      throws UserError {
    PolicySource source = policy.orElse(standard).read();
    return new WorldDraft(Optional.empty(), source.name(), newcomers, List.of(), flows)
        .build(compiled(source), new SystemClock().now());
  }

  private static CedarGrantPolicy compiled(PolicySource source) throws UserError {
    try {
      return CedarGrantPolicy.of(source, Services.CATALOG);
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  private static WorldDraft.Built together(List<WorldDraft.Built> parts) throws UserError {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    List<Member> members = new ArrayList<>();
    List<World.Flow> flows = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    Instant at = new SystemClock().now();
    for (WorldDraft.Built part : parts) {
      members.addAll(part.world().members().values());
      flows.addAll(part.world().flows());
      refused.addAll(part.refused());
    }
    return new WorldDraft.Built(World.of(members, flows, at), refused);
  }

  /**
   * The world of a home: the extensions that it has run, with what they were granted the last time.
   *
   * @throws UserError when the home can't be read
   */
  public static WorldDraft.Built ofHome(Path directory) throws UserError, IOException {
    try (Home home = Home.open(directory)) {
      return new WorldDraft.Built(
          ofKnown(KnownExtensions.of(home).entries(), new SystemClock().now()), List.of());
    }
  }

  /** The world of these extensions, by name and version: of each the version that ran last. */
  public static World ofKnown(Map<String, KnownExtensions.Entry> known, Instant at) {
    Map<String, KnownExtensions.Entry> latest = new LinkedHashMap<>();
    known.forEach((reference, entry) ->
        latest.merge(
            reference.replaceFirst("@.*", ""),
            entry,
            (a, b) -> a.lastRun().compareTo(b.lastRun()) >= 0 ? a : b));
    List<Member> members = new ArrayList<>();
    latest.forEach((name, entry) ->
        members.add(
            new Member(
                name,
                entry.granted().stream()
                    .map(right -> Held.of(Right.parse(right), "granted " + entry.lastRun()))
                    .toList())));
    return Lending.in(World.of(members, List.of(), at), Services.CATALOG);
  }
}
