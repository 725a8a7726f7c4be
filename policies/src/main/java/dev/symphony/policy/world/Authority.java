package dev.symphony.policy.world;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.policy.solver.Assignment;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Solution;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The authority in a world: who can make which calls, and who can call whom. */
public final class Authority {
  private final World world;
  private final ServiceCatalog catalog;
  private final Optional<OperationDeclaration> invoke;
  private final NavigableMap<String, Set<String>> byPublisher = new TreeMap<>();
  private final Map<String, Map<String, Integer>> callees = new HashMap<>();

  /** The authority in {@code world}, over the services of {@code catalog}. */
  public Authority(World world, ServiceCatalog catalog) {
    this.world = world;
    this.catalog = catalog;
    this.invoke = catalog.find(Channels.CALLS).flatMap(s -> s.operation(Channels.INVOKE));
    for (Member member : world.members().values()) {
      byPublisher.computeIfAbsent(member.publisher(), p -> new TreeSet<>()).add(member.name());
    }
  }

  /** The authority after the world has changed; who can call whom is found anew where it has. */
  public Authority after(World later) {
    Set<String> changed = world.changesTo(later);
    Authority next = new Authority(later, catalog);
    callees.forEach((caller, known) -> {
      if (!changed.contains(caller)) {
        next.callees.put(caller, next.updated(caller, known, changed));
      }
    });
    return next;
  }

  private Map<String, Integer> updated(
      String caller, Map<String, Integer> known, Set<String> changed) {
    Map<String, Integer> fresh = new TreeMap<>();
    for (String name : changed) {
      if (world.find(name).isPresent()) {
        rightTo(caller, name).ifPresent(right -> fresh.put(name, right));
      }
    }
    if (fresh.isEmpty() && changed.stream().noneMatch(known::containsKey)) {
      return known;
    }
    Map<String, Integer> updated = new TreeMap<>(known);
    updated.keySet().removeAll(changed);
    updated.putAll(fresh);
    return updated;
  }

  /** The first right with which {@code caller} can call {@code callee}. */
  private OptionalInt rightTo(String caller, String callee) {
    List<Held> held = world.find(caller).map(Member::held).orElse(List.of());
    for (int i = 0; i < held.size(); i++) {
      Held right = held.get(i);
      if (invoke.isPresent()
          && right.service().equals(Channels.CALLS)
          && new Admission(right, invoke.get()).admits(callee, world.at())) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /** The world. */
  public World world() {
    return world;
  }

  /** The services. */
  public ServiceCatalog catalog() {
    return catalog;
  }

  /** The calls among {@code target} that {@code member} can make itself, one for each right. */
  public Touches touches(Member member, Target target) {
    List<Touch> found = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (int i = 0; i < member.held().size(); i++) {
      Held held = member.held().get(i);
      for (OperationDeclaration operation : operations(held, target)) {
        switch (new Admission(held, operation).of(target, world.at())) {
          case Solution.Possible(var example) ->
              found.add(new Touch(member, i, operation.name(), example));
          case Solution.Impossible n -> {}
          case Solution.Undecided(String reason) ->
              open.add(member.name() + " with " + held + ": " + reason);
        }
      }
    }
    return new Touches(found, open);
  }

  private List<OperationDeclaration> operations(Held held, Target target) {
    return catalog
        .find(held.service())
        .map(service ->
            service.operations().stream()
                .filter(o -> target.names(held.service(), o.name()) && held.includes(o.name()))
                .toList())
        .orElse(List.of());
  }

  /** The operation, which has to be there. */
  public OperationDeclaration operation(String service, String operation) {
    return catalog.find(service).flatMap(s -> s.operation(operation)).orElseThrow();
  }

  /** The place of the right with which {@code caller} can call {@code callee}, if it can. */
  public OptionalInt way(String caller, String callee) {
    Integer right = callees(caller).get(callee);
    return right == null ? OptionalInt.empty() : OptionalInt.of(right);
  }

  /** Whom {@code caller} can call, and the place of the right for each. */
  public Map<String, Integer> callees(String caller) {
    return callees.computeIfAbsent(caller, this::findCallees);
  }

  private Map<String, Integer> findCallees(String caller) {
    Map<String, Integer> found = new TreeMap<>();
    List<Held> held = world.find(caller).map(Member::held).orElse(List.of());
    for (int i = 0; i < held.size(); i++) {
      Held right = held.get(i);
      if (invoke.isPresent() && right.service().equals(Channels.CALLS)) {
        Admission admission = new Admission(right, invoke.get());
        for (String name : candidates(right)) {
          if (admission.admits(name, world.at())) {
            found.putIfAbsent(name, i);
          }
        }
      }
    }
    return found;
  }

  /** The members whose names one of the patterns can match, found without asking all. */
  private Collection<String> candidates(Held held) {
    Set<String> names = new TreeSet<>();
    Right narrowest = held.right();
    for (ResourcePattern pattern : narrowest.resources()) {
      String text = pattern.toString();
      int wildcard = text.replace('?', '*').indexOf('*');
      int slash = text.indexOf('/');
      if (wildcard < 0) {
        world.find(text).ifPresent(member -> names.add(member.name()));
      } else if (slash >= 0 && wildcard > slash) {
        names.addAll(byPublisher.getOrDefault(text.substring(0, slash), Set.of()));
      } else {
        return world.members().keySet();
      }
    }
    return names;
  }

  /** Which arguments of {@code operation} can pass through any of {@code held}. */
  public static Formula admitted(Collection<Held> held, OperationDeclaration operation) {
    return new Formula.Any(
        held.stream()
            .filter(h -> h.includes(operation.name()))
            .map(h -> new Admission(h, operation).formula())
            .toList());
  }

  /** The name of the resource in an example of {@link #admitted}. */
  public static String resource(Assignment example) {
    return example.text(Admission.RESOURCE);
  }

  /** The operations that {@code held} gives a right to. */
  public List<OperationDeclaration> operations(Held held) {
    return catalog
        .find(held.service())
        .map(ServiceDeclaration::operations)
        .orElse(List.of())
        .stream()
        .filter(o -> held.includes(o.name()))
        .toList();
  }
}
