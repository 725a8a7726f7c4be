package dev.symphony.policy.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who comes to whom by calling, for all members at once. When the world changes, {@link #after}
 * works out anew only those who come to what has changed, and takes the others over.
 */
public final class Closure {
  private final Authority authority;
  private final Map<String, Integer> numbers;
  private final List<String> names;
  private final BitSet[] reached;
  private final int searched;

  private Closure(
      Authority authority,
      Map<String, Integer> numbers,
      List<String> names,
      BitSet[] reached,
      int searched) {
    this.authority = authority;
    this.numbers = numbers;
    this.names = names;
    this.reached = reached;
    this.searched = searched;
  }

  /** The closure of the calls that are possible. */
  public static Closure of(Authority authority) {
    List<String> names = List.copyOf(authority.world().members().keySet());
    BitSet all = new BitSet();
    all.set(0, names.size());
    return searching(authority, numbered(names), names, all, new BitSet[names.size()]);
  }

  private static Map<String, Integer> numbered(List<String> names) {
    Map<String, Integer> numbers = new HashMap<>();
    names.forEach(name -> numbers.put(name, numbers.size()));
    return numbers;
  }

  private static Closure searching(
      Authority authority,
      Map<String, Integer> numbers,
      List<String> names,
      BitSet open,
      BitSet[] reached) {
    int[][] edges = new int[names.size()][];
    open.stream()
        .forEach(member ->
            edges[member] =
                authority.callees(names.get(member)).keySet().stream()
                    .mapToInt(name -> number(numbers, name))
                    .toArray());
    new GroupSearch(edges, reached).search(open);
    return new Closure(authority, numbers, names, reached, open.cardinality());
  }

  private static int number(Map<String, Integer> numbers, String name) {
    return Optional.ofNullable(numbers.get(name))
        .orElseThrow(() -> new IllegalArgumentException("there is no extension " + name));
  }

  /** The closure of what {@code later}, the authority after a change of the world, allows. */
  public Closure after(Authority later) {
    Set<String> changed = authority.world().changesTo(later.world());
    List<String> allNames = new ArrayList<>(names);
    Map<String, Integer> allNumbers = new HashMap<>(numbers);
    for (String name : new TreeSet<>(changed)) {
      if (!allNumbers.containsKey(name)) {
        allNumbers.put(name, allNames.size());
        allNames.add(name);
      }
    }
    BitSet touched = touched(later, changed, allNumbers);
    BitSet open = new BitSet(allNames.size());
    BitSet[] sets = new BitSet[allNames.size()];
    for (String name : later.world().members().keySet()) {
      int member = number(allNumbers, name);
      boolean isKnown = member < reached.length && !touched.get(member);
      if (isKnown && !reached[member].intersects(touched)) {
        sets[member] = reached[member];
      } else {
        open.set(member);
      }
    }
    changed.stream().filter(name -> later.world().find(name).isEmpty()).forEach(allNumbers::remove);
    return searching(later, allNumbers, allNames, open, sets);
  }

  /** The members that have changed, and those that can call them now. */
  private static BitSet touched(
      Authority later, Set<String> changed, Map<String, Integer> numbers) {
    BitSet touched = new BitSet();
    changed.forEach(name -> touched.set(number(numbers, name)));
    for (String caller : later.world().members().keySet()) {
      if (changed.stream().anyMatch(later.callees(caller)::containsKey)) {
        touched.set(number(numbers, caller));
      }
    }
    return touched;
  }

  private BitSet reachedBy(String name) {
    return reached[number(numbers, name)];
  }

  /** Whom {@code name} comes to, itself included, in no order. */
  public List<String> of(String name) {
    return reachedBy(name).stream().mapToObj(names::get).toList();
  }

  /** Whether {@code from} comes to {@code to}. */
  public boolean reaches(String from, String to) {
    return reachedBy(from).get(number(numbers, to));
  }

  /** How many pairs there are. */
  public long size() {
    return numbers.values().stream().mapToLong(member -> reached[member].cardinality()).sum();
  }

  /** How many members had to be worked out for it. */
  public int searched() {
    return searched;
  }
}
