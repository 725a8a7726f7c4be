package dev.symphony.policy.world;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The algorithm of Tarjan: it finds the groups that can call each other in a circle, and unites
 * what their members come to in the order in which it finds them. Members whose set is known are
 * not searched again.
 */
final class GroupSearch {
  private final int[][] edges;
  private final BitSet[] reached;
  private final int[] index;
  private final int[] low;
  private final List<int[]> path = new ArrayList<>();
  private final List<Integer> unfinished = new ArrayList<>();
  private int next = 1;

  /**
   * A search.
   *
   * @param edges by the number of each member that is searched, whom it can call
   * @param reached whom each member comes to, null where that is to be found
   */
  GroupSearch(int[][] edges, BitSet[] reached) {
    this.edges = edges;
    this.reached = reached;
    this.index = new int[edges.length];
    this.low = new int[edges.length];
  }

  /** Fills in what {@code members} come to; whom they can call is known or among them. */
  void search(BitSet members) {
    members.stream().filter(member -> index[member] == 0).forEach(this::searchFrom);
  }

  private void searchFrom(int start) {
    enter(start);
    while (!path.isEmpty()) {
      int[] top = path.getLast();
      int member = top[0];
      if (top[1] < edges[member].length) {
        look(member, edges[member][top[1]++]);
      } else {
        leave(member);
      }
    }
  }

  private void look(int member, int other) {
    if (reached[other] != null) {
      return;
    }
    if (index[other] == 0) {
      enter(other);
    } else {
      low[member] = Math.min(low[member], index[other]);
    }
  }

  private void enter(int member) {
    index[member] = next;
    low[member] = next++;
    path.add(new int[] {member, 0});
    unfinished.add(member);
  }

  private void leave(int member) {
    path.removeLast();
    if (!path.isEmpty()) {
      int parent = path.getLast()[0];
      low[parent] = Math.min(low[parent], low[member]);
    }
    if (low[member] == index[member]) {
      close(member);
    }
  }

  private void close(int head) {
    BitSet all = new BitSet(edges.length);
    List<Integer> group = new ArrayList<>();
    int member;
    do {
      member = unfinished.removeLast();
      group.add(member);
      all.set(member);
    } while (member != head);
    for (int one : group) {
      for (int other : edges[one]) {
        if (!all.get(other)) {
          all.or(reached[other]);
        }
      }
    }
    group.forEach(one -> reached[one] = all);
  }
}
