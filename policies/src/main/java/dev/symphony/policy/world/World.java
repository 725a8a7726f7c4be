package dev.symphony.policy.world;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who holds what, at one moment.
 *
 * @param members the extensions, by name
 * @param flows where the host carries data from one extension to another
 * @param at the moment: what has expired by then counts for nothing
 */
public record World(SortedMap<String, Member> members, List<Flow> flows, Instant at) {

  /**
   * The host gives the result of one extension to another as its input, as workflows do.
   *
   * @param from who makes the result
   * @param to who gets it
   * @param why in words
   */
  public record Flow(String from, String to, String why) {}

  public World {
    members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    flows = List.copyOf(flows);
  }

  /** A world of these. */
  public static World of(Collection<Member> members, List<Flow> flows, Instant at) {
    SortedMap<String, Member> byName = new TreeMap<>();
    members.forEach(member -> byName.put(member.name(), member));
    return new World(byName, flows, at);
  }

  /** The member called {@code name}, if there is one. */
  public Optional<Member> find(String name) {
    return Optional.ofNullable(members.get(name));
  }

  /** Who is another one in {@code later}, or only in one of the two. */
  public Set<String> changesTo(World later) {
    Set<String> names = new TreeSet<>(members.keySet());
    names.addAll(later.members().keySet());
    names.removeIf(name -> at.equals(later.at()) && find(name).equals(later.find(name)));
    return names;
  }

  /** The same world at another moment. */
  public World at(Instant moment) {
    return new World(members, flows, moment);
  }
}
