package dev.symphony.policy.proof;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.policy.rehearsal.Script;
import dev.symphony.policy.world.Authority;
import dev.symphony.policy.world.Channels;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Target;
import dev.symphony.policy.world.Touch;
import dev.symphony.policy.world.Touches;
import dev.symphony.policy.world.World;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Follows data from where it is read to wherever it can get, breadth first. What somebody can do
 * with data depends on how it came: whoever called gets an answer, whoever was called with it can
 * give it to nobody below it in the chain of calls that has it not already.
 */
final class FlowSearch {
  /** How the data came to where it is. */
  private enum Mode {
    /** By a call, or from a store: whoever calls for it can have it as the answer. */
    FRESH,
    /** From the host, which gets the answer. */
    FROM_HOST,
    /** From a caller, which has it already. */
    FROM_CALLER
  }

  private record State(String member, Mode mode) {}

  /** How a state was come to from the state before it, which is null at the beginning. */
  private record Step(@Nullable State before, Move move) {}

  private sealed interface Move {
    record Read(Touch touch) implements Move {}

    record Answered(int right) implements Move {}

    record Given(int right) implements Move {}

    record Stored(Touch put, Touch get) implements Move {}

    record Carried(String why) implements Move {}
  }

  private final Authority authority;
  private final Target from;
  private final Target to;
  private final Map<State, Step> steps = new LinkedHashMap<>();
  private final Deque<State> open = new ArrayDeque<>();
  private final Set<String> undecided = new TreeSet<>();
  private final Map<String, List<String>> callers = new HashMap<>();
  private final Map<String, Map<String, Touch>> getters = new HashMap<>();
  private int sources;

  FlowSearch(Authority authority, Invariant.Claim.NoFlow claim) {
    this.authority = authority;
    this.from = claim.from();
    this.to = claim.to();
  }

  Verdict search() {
    for (Member member : authority.world().members().values()) {
      authority
          .callees(member.name())
          .keySet()
          .forEach(
              callee -> callers.computeIfAbsent(callee, c -> new ArrayList<>()).add(member.name()));
      first(member, from)
          .ifPresent(touch -> {
            sources++;
            come(new State(member.name(), Mode.FRESH), new Step(null, new Move.Read(touch)));
          });
    }
    while (!open.isEmpty()) {
      State state = open.remove();
      Optional<Touch> sink = first(member(state), to);
      if (sink.isPresent()) {
        return new Verdict.Violated(chain(state, sink.get()));
      }
      moveOn(state);
    }
    return undecided.isEmpty()
        ? new Verdict.Proved(
            sources
                + " extensions can read it, it gets to "
                + steps.keySet().stream().map(State::member).distinct().count()
                + ", and none of them can make the call")
        : new Verdict.Unknown(String.join("; ", undecided));
  }

  private Member member(State state) {
    return authority.world().find(state.member()).orElseThrow();
  }

  private Optional<Touch> first(Member member, Target target) {
    Touches touches = authority.touches(member, target);
    undecided.addAll(touches.open());
    return touches.found().stream().findFirst();
  }

  private void come(State state, Step step) {
    boolean known =
        Arrays.stream(Mode.values())
            .filter(mode -> mode.compareTo(state.mode()) <= 0)
            .anyMatch(mode -> steps.containsKey(new State(state.member(), mode)));
    if (!known) {
      steps.put(state, step);
      open.add(state);
    }
  }

  private void moveOn(State state) {
    if (state.mode() == Mode.FRESH) {
      for (String caller : callers.getOrDefault(state.member(), List.of())) {
        int right = authority.way(caller, state.member()).orElseThrow();
        come(new State(caller, Mode.FRESH), new Step(state, new Move.Answered(right)));
      }
    }
    if (state.mode() != Mode.FROM_CALLER) {
      for (World.Flow flow : authority.world().flows()) {
        if (flow.from().equals(state.member()) && authority.world().find(flow.to()).isPresent()) {
          come(new State(flow.to(), Mode.FROM_HOST), new Step(state, new Move.Carried(flow.why())));
        }
      }
    }
    authority
        .callees(state.member())
        .forEach((callee, right) ->
            come(new State(callee, Mode.FROM_CALLER), new Step(state, new Move.Given(right))));
    Channels.STORES.forEach(store -> store(state, store));
  }

  private void store(State state, Channels.Store store) {
    Optional<Touch> put = first(member(state), target(store.service(), store.put(), "**"));
    if (put.isEmpty()) {
      return;
    }
    if (store.reach() == Channels.Reach.SHARED) {
      getters(store)
          .forEach((name, get) ->
              come(new State(name, Mode.FRESH), new Step(state, new Move.Stored(put.get(), get))));
    } else if (state.mode() != Mode.FRESH) {
      keep(state, store);
    }
  }

  /** Who gets out what is put into shared storage, if possible under the name it really has. */
  private Map<String, Touch> getters(Channels.Store store) {
    return getters.computeIfAbsent(store.service(), s -> findGetters(store));
  }

  private Map<String, Touch> findGetters(Channels.Store store) {
    Map<String, Touch> found = new TreeMap<>();
    for (Member member : authority.world().members().values()) {
      first(member, target(store.service(), store.get(), Script.SECRET_DIGEST))
          .or(() -> first(member, target(store.service(), store.get(), "**")))
          .ifPresent(touch -> found.put(member.name(), touch));
    }
    return found;
  }

  /** Puts something by under a name under which the same member gets it again. */
  private void keep(State state, Channels.Store store) {
    Member member = member(state);
    Touches gets = authority.touches(member, target(store.service(), store.get(), "**"));
    for (Touch get : gets.found()) {
      List<ResourcePattern> names = get.held().right().resources();
      Target same =
          new Target(new Right(store.service(), Set.of(store.put()), names, List.of()), List.of());
      Optional<Touch> put = first(member, same);
      if (put.isPresent()) {
        Touch again =
            first(member, target(store.service(), store.get(), put.get().resource())).orElse(get);
        come(
            new State(state.member(), Mode.FRESH),
            new Step(state, new Move.Stored(put.get(), again)));
      }
    }
  }

  private static Target target(String service, String operation, String pattern) {
    return new Target(Right.to(service, operation).on(pattern), List.of());
  }

  private Chain chain(State end, Touch sink) {
    List<State> way = new ArrayList<>();
    for (State at = end; at != null; at = step(at).before()) {
      way.addFirst(at);
    }
    ChainWriter writer = new ChainWriter(authority);
    way.forEach(state -> write(state, step(state).move(), writer));
    writer.reach(sink, "sends it with");
    return writer.end(
        new Script.Goal(
            end.member(),
            sink.held().service(),
            sink.operation(),
            1,
            ChainWriter.carries(authority.operation(sink.held().service(), sink.operation()))),
        authority.world().at());
  }

  private Step step(State state) {
    Step step = steps.get(state);
    if (step == null) {
      throw new IllegalStateException("nobody came to " + state);
    }
    return step;
  }

  private static void write(State state, Move move, ChainWriter writer) {
    switch (move) {
      case Move.Read(Touch touch) -> {
        writer.run(state.member());
        writer.read(touch);
      }
      case Move.Answered(int right) -> writer.calledBy(state.member(), right);
      case Move.Given(int right) -> writer.callWithData(state.member(), right);
      case Move.Stored(Touch put, Touch get) -> writer.store(put, get);
      case Move.Carried(String why) -> writer.flow(state.member(), why);
    }
  }
}
