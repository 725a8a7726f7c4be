package dev.symphony.host.topology;

import dev.symphony.sandbox.peer.PeerCapability;
import dev.symphony.sandbox.peer.PeerMemory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** Which members reach others without the kernel, and the ways between their processes. */
final class Acquaintances {
  /** Somebody who reaches a member without the kernel. */
  record Acquaintance(Place.Beside from, Member to, Introduction introduction) {}

  private final Map<Place.Beside, Acquaintance> known = new ConcurrentHashMap<>();
  private final Map<Place.Beside, Path> lastWays = new ConcurrentHashMap<>();
  private final AtomicInteger ways = new AtomicInteger();

  /** Whom those who live at a place know; they are introduced once. */
  Acquaintance of(
      Place.Beside from, Member to, BiFunction<Place.Beside, Member, Introduction> introduce) {
    return known.computeIfAbsent(from, p -> new Acquaintance(p, to, introduce.apply(p, to)));
  }

  /** Those who call one of {@code members}. */
  List<Acquaintance> callersOf(Collection<Member> members) {
    return known.values().stream().filter(a -> members.contains(a.to())).toList();
  }

  /** Gives two processes a way between them: one file, in a place of each. */
  void join(Acquaintance acquaintance, MemberProcess caller, MemberProcess callee) {
    String name = "way-" + ways.incrementAndGet();
    Path there = callee.ways().resolve(name);
    Path here = caller.ways().resolve(name);
    try {
      PeerMemory.create(there);
      Files.createLink(here, there);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String member = acquaintance.to().name();
    Introduction introduction = acquaintance.introduction();
    PeerCapability capability = introduction.capability();
    callee.control().open(member, capability.slot(), introduction.recording().name());
    callee.control().listen(there.toString());
    caller.control().connect(member, here.toString(), capability.slot(), capability.generation());
    Path before = lastWays.put(acquaintance.from(), there);
    if (before != null) {
      callee.control().forget(before.toString());
    }
  }
}
