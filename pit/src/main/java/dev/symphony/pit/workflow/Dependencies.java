package dev.symphony.pit.workflow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who waits for whom in a workflow. */
final class Dependencies {
  private final Map<String, Set<String>> before = new LinkedHashMap<>();
  private final Map<String, List<String>> behind = new HashMap<>();

  private Dependencies() {}

  static Dependencies of(Collection<Node> nodes) {
    Dependencies dependencies = new Dependencies();
    Map<String, Set<String>> groups = groups(nodes);
    for (Node node : nodes) {
      dependencies.before.put(node.id(), new LinkedHashSet<>(node.waits().needs()));
    }
    for (Node node : nodes) {
      for (String member : groups.getOrDefault(node.id(), Set.of(node.id()))) {
        Set<String> all = dependencies.before.getOrDefault(member, new LinkedHashSet<>());
        all.addAll(node.waits().needs());
        all.addAll(node.waits().after());
      }
    }
    dependencies.before.forEach((node, all) ->
        all.forEach(
            id -> dependencies.behind.computeIfAbsent(id, i -> new ArrayList<>()).add(node)));
    return dependencies;
  }

  /** For each node that is to run side by side with others, all of them. */
  private static Map<String, Set<String>> groups(Collection<Node> nodes) {
    Map<String, Set<String>> groups = new HashMap<>();
    for (Node node : nodes) {
      if (!node.waits().together().isEmpty()) {
        Set<String> group = new LinkedHashSet<>(Set.of(node.id()));
        group.addAll(node.waits().together());
        for (String id : List.copyOf(group)) {
          group.addAll(groups.getOrDefault(id, Set.of()));
        }
        group.forEach(id -> groups.put(id, group));
      }
    }
    return groups;
  }

  /** The nodes that {@code id} waits for. */
  Set<String> before(String id) {
    return before.getOrDefault(id, Set.of());
  }

  /** The nodes that wait for {@code id}. */
  List<String> behind(String id) {
    return behind.getOrDefault(id, List.of());
  }

  /**
   * A cycle, first node repeated at the end, each waiting for the next; empty when there is none.
   */
  List<String> findCycle() {
    Set<String> stuck = stuck();
    Optional<String> start = stuck.stream().findFirst();
    if (start.isEmpty()) {
      return List.of();
    }
    List<String> path = new ArrayList<>();
    Map<String, Integer> place = new HashMap<>();
    String at = start.get();
    while (place.putIfAbsent(at, path.size()) == null) {
      path.add(at);
      at = before(at).stream().filter(stuck::contains).findFirst().orElseThrow();
    }
    path.add(at);
    return List.copyOf(path.subList(place.getOrDefault(at, 0), path.size()));
  }

  private Set<String> stuck() {
    Map<String, Integer> waiting = new HashMap<>();
    Deque<String> free = new ArrayDeque<>();
    before.forEach((id, all) -> {
      waiting.put(id, all.size());
      if (all.isEmpty()) {
        free.add(id);
      }
    });
    Set<String> stuck = new LinkedHashSet<>(before.keySet());
    while (!free.isEmpty()) {
      String id = free.remove();
      stuck.remove(id);
      for (String next : behind(id)) {
        if (waiting.merge(next, -1, Integer::sum) == 0) {
          free.add(next);
        }
      }
    }
    return stuck;
  }
}
