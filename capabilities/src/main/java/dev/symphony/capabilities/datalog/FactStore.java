package dev.symphony.capabilities.datalog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The facts of a world, by the name of their predicate, in the order they were added. */
final class FactStore {
  private final Set<OriginFact> entries = new LinkedHashSet<>();
  private final Map<String, List<OriginFact>> byName = new HashMap<>();

  /** Adds a fact; the same fact of another origin is another fact. */
  void add(OriginFact entry) {
    if (entries.add(entry)) {
      byName.computeIfAbsent(entry.fact().name(), name -> new ArrayList<>()).add(entry);
    }
  }

  boolean has(OriginFact entry) {
    return entries.contains(entry);
  }

  int size() {
    return entries.size();
  }

  List<OriginFact> named(String name) {
    return byName.getOrDefault(name, List.of());
  }

  List<OriginFact> all() {
    return List.copyOf(entries);
  }
}
