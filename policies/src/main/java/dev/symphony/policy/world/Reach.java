package dev.symphony.policy.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Whom members come to by calling, and calling through others: breadth first, so that every way is
 * a shortest one.
 */
public final class Reach {
  private final Map<String, String> before;
  private final List<String> order;

  private Reach(Map<String, String> before, List<String> order) {
    this.before = before;
    this.order = order;
  }

  /** From {@code starts} along the calls that are possible. */
  public static Reach from(Collection<String> starts, Authority authority) {
    return along(starts, name -> authority.callees(name).keySet());
  }

  /** From {@code ends} backwards: who comes to one of them. */
  public static Reach to(Collection<String> ends, Authority authority) {
    Map<String, List<String>> callers = new HashMap<>();
    for (String caller : authority.world().members().keySet()) {
      for (String callee : authority.callees(caller).keySet()) {
        callers.computeIfAbsent(callee, c -> new ArrayList<>()).add(caller);
      }
    }
    return along(ends, name -> callers.getOrDefault(name, List.of()));
  }

  private static Reach along(
      Collection<String> starts, Function<String, ? extends Collection<String>> next) {
    Map<String, String> before = new LinkedHashMap<>();
    List<String> order = new ArrayList<>(new TreeSet<>(starts));
    order.forEach(name -> before.put(name, name));
    Deque<String> open = new ArrayDeque<>(order);
    while (!open.isEmpty()) {
      String name = open.remove();
      for (String other : next.apply(name)) {
        if (before.putIfAbsent(other, name) == null) {
          order.add(other);
          open.add(other);
        }
      }
    }
    return new Reach(before, order);
  }

  /** Everybody that was come to, the nearest first; the starts are among them. */
  public List<String> members() {
    return List.copyOf(order);
  }

  /** The way from a start to {@code name}, both included; nothing when there is none. */
  public Optional<List<String>> wayTo(String name) {
    if (!before.containsKey(name)) {
      return Optional.empty();
    }
    List<String> way = new ArrayList<>();
    String at = name;
    while (true) {
      way.addFirst(at);
      String earlier = before.getOrDefault(at, at);
      if (earlier.equals(at)) {
        return Optional.of(way);
      }
      at = earlier;
    }
  }

  /** A right that somebody comes to. */
  public record Reached(List<String> way, int right, Held held) {}

  /** Everything that the start comes to: its own rights and those of whom it can call. */
  public static List<Reached> ofMember(String start, Authority authority) {
    Reach reach = from(List.of(start), authority);
    List<Reached> all = new ArrayList<>();
    for (String name : reach.members()) {
      Member member = authority.world().find(name).orElseThrow();
      for (int i = 0; i < member.held().size(); i++) {
        Held held = member.held().get(i);
        if (held.isLiveAt(authority.world().at())) {
          all.add(new Reached(reach.wayTo(name).orElseThrow(), i, held));
        }
      }
    }
    return all;
  }

  /**
   * Everybody that comes to a call of {@code target}: the way for each, and the call at its end.
   */
  public static Map<String, Ending> toTarget(Target target, Authority authority) {
    Map<String, Touch> touching = new TreeMap<>();
    for (Member member : authority.world().members().values()) {
      authority.touches(member, target).found().stream()
          .findFirst()
          .ifPresent(touch -> touching.put(member.name(), touch));
    }
    Reach back = to(touching.keySet(), authority);
    Map<String, Ending> ways = new TreeMap<>();
    for (String name : back.members()) {
      List<String> way = back.wayTo(name).orElseThrow().reversed();
      ways.put(name, new Ending(way, touching.getOrDefault(way.getLast(), firstOf(touching))));
    }
    return ways;
  }

  private static Touch firstOf(Map<String, Touch> touching) {
    return touching.values().iterator().next();
  }

  /** A way, and the call that its last member can make. */
  public record Ending(List<String> way, Touch touch) {}
}
