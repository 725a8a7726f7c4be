package dev.symphony.policy.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who comes to whom by calling, for all members at once: groups that can call each other in a
 * circle are found by the algorithm of Tarjan, and the groups' sets are united in the order in
 * which it finds them.
 */
public final class Closure {
  private final List<String> names;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<int[]> edges = new ArrayList<>();
  private final int[] index;
  private final int[] low;
  private final int[] group;
  private final List<BitSet> reached = new ArrayList<>();
  private int next = 1;

  /** The closure of the calls that are possible. */
  public Closure(Authority authority) {
    this.names = List.copyOf(authority.world().members().keySet());
    names.forEach(name -> numbers.put(name, numbers.size()));
    for (String name : names) {
      edges.add(authority.callees(name).keySet().stream().mapToInt(this::number).toArray());
    }
    this.index = new int[names.size()];
    this.low = new int[names.size()];
    this.group = new int[names.size()];
    for (int member = 0; member < names.size(); member++) {
      if (index[member] == 0) {
        search(member);
      }
    }
  }

  private int number(String name) {
    Integer number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("there is no extension " + name);
    }
    return number;
  }

  /** Whom {@code name} comes to, itself included. */
  public List<String> of(String name) {
    return reached.get(group[number(name)] - 1).stream().mapToObj(names::get).toList();
  }

  /** Whether {@code from} comes to {@code to}. */
  public boolean reaches(String from, String to) {
    return reached.get(group[number(from)] - 1).get(number(to));
  }

  /** How many pairs there are. */
  public long size() {
    long pairs = 0;
    for (int member = 0; member < names.size(); member++) {
      pairs += reached.get(group[member] - 1).cardinality();
    }
    return pairs;
  }

  private void search(int start) {
    List<int[]> path = new ArrayList<>();
    List<Integer> unfinished = new ArrayList<>();
    enter(start, path, unfinished);
    while (!path.isEmpty()) {
      int[] top = path.getLast();
      int member = top[0];
      if (top[1] < edges.get(member).length) {
        int other = edges.get(member)[top[1]++];
        if (index[other] == 0) {
          enter(other, path, unfinished);
        } else if (group[other] == 0) {
          low[member] = Math.min(low[member], index[other]);
        }
      } else {
        path.removeLast();
        if (!path.isEmpty()) {
          int parent = path.getLast()[0];
          low[parent] = Math.min(low[parent], low[member]);
        }
        if (low[member] == index[member]) {
          close(member, unfinished);
        }
      }
    }
  }

  private void enter(int member, List<int[]> path, List<Integer> unfinished) {
    index[member] = next;
    low[member] = next++;
    path.add(new int[] {member, 0});
    unfinished.add(member);
  }

  private void close(int head, List<Integer> unfinished) {
    BitSet all = new BitSet(names.size());
    reached.add(all);
    List<Integer> members = new ArrayList<>();
    int member;
    do {
      member = unfinished.removeLast();
      group[member] = reached.size();
      members.add(member);
      all.set(member);
    } while (member != head);
    for (int one : members) {
      for (int other : edges.get(one)) {
        if (!all.get(other)) {
          all.or(reached.get(group[other] - 1));
        }
      }
    }
  }
}
