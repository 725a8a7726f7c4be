package dev.symphony.policy.proof;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.policy.rehearsal.Script;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Stage;
import dev.symphony.policy.world.World;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What extensions can bring about, found out naively: every call of a finite choice is tried at the
 * gate of a kernel, and then every sequence of starts, calls, returns and stores is tried, on
 * explicit stacks of activations. Slow and obvious; it shares no code with the prover.
 */
final class KernelOracle {
  private static final int MAX_STACK = 4;
  static final List<String> PATHS = paths();
  private static final Map<String, List<String>> CHOICES =
      Map.of(
          "files", PATHS,
          "artifacts", List.of("a", "b", "secrets/a", "sha256:x", Script.SECRET_DIGEST),
          "kv", List.of("a", "b"),
          "net", List.of("x", "evil", "home"));

  private final World world;
  private final Map<String, Set<String>> allowed = new HashMap<>();

  /** One activation: who it is, and whether it has the data. */
  private record Frame(String member, String data) {}

  /** The open activations, the last one running, and the places where the data is stored. */
  private record State(List<Frame> stack, Set<String> stored) {}

  KernelOracle(World world, Instant at) {
    this.world = world;
    Gate gate = new Gate(clock(at), event -> {}, fault -> {});
    GrantTree tree = new GrantTree(clock(at), event -> {});
    for (Member member : world.members().values()) {
      CapabilityTable table = new CapabilityTable(new Holder(member.name()));
      Set<String> calls = new HashSet<>();
      for (Held held : member.held()) {
        long handle = table.insert(grant(tree, held, table.holder()));
        ServiceDeclaration service = Stage.CATALOG.find(held.service()).orElseThrow();
        service.operations().forEach(o -> tryCalls(gate, table, handle, service, o, calls));
      }
      allowed.put(member.name(), calls);
    }
  }

  private static List<String> paths() {
    List<String> names = List.of("a", "b", "sa", "secrets");
    List<String> paths = new ArrayList<>(names);
    for (String first : names) {
      for (String second : names) {
        paths.add(first + "/" + second);
      }
      paths.add(first + "/b/a");
      paths.add(first + "/a/b");
    }
    return paths;
  }

  private static KernelClock clock(Instant at) {
    return new KernelClock() {
      @Override
      public long epochMillis() {
        return at.toEpochMilli();
      }

      @Override
      public long monotonicNanos() {
        return 0;
      }
    };
  }

  private static Grant grant(GrantTree tree, Held held, Holder holder) {
    ServiceDeclaration service = Stage.CATALOG.find(held.service()).orElseThrow();
    Object silent =
        Proxy.newProxyInstance(
            service.contract().getClassLoader(),
            new Class<?>[] {service.contract()},
            (self, method, arguments) -> {
              throw new IllegalStateException("it came through");
            });
    Grant grant =
        tree.mintRoot(
            holder,
            held.chain().getFirst(),
            ServiceObject.bind(service, silent),
            AuditDetail.COUNTED);
    for (Right right : held.chain().subList(1, held.chain().size())) {
      grant = tree.derive(grant, holder, right).orElseThrow();
    }
    return grant;
  }

  private void tryCalls(
      Gate gate,
      CapabilityTable table,
      long handle,
      ServiceDeclaration service,
      OperationDeclaration operation,
      Set<String> calls) {
    List<String> choices =
        service.name().equals("extensions")
            ? List.copyOf(world.members().keySet())
            : CHOICES.getOrDefault(service.name(), List.of("5", "5000"));
    for (String choice : choices) {
      @Nullable Object[] arguments = new Object[operation.parameters().size()];
      Arrays.fill(arguments, "data");
      arguments[0] = service.name().equals("random") ? Long.valueOf(choice) : choice;
      if (!(gate.call(table, handle, operation.index(), arguments) instanceof Answer.Denied)) {
        calls.add(service.name() + "." + operation.name() + ":" + choice);
      }
    }
  }

  private boolean may(String member, String operation, List<String> choices) {
    Set<String> calls = allowed.getOrDefault(member, Set.of());
    return choices.stream().anyMatch(choice -> calls.contains(operation + ":" + choice));
  }

  /** Whether what is read by one of {@code sources} can get to one of {@code sinks}. */
  boolean flows(Set<String> sources, Set<String> sinks) {
    return search(Set.copyOf(world.members().keySet()), sources, sinks, "data");
  }

  /** Whether one of {@code starts} can bring about one of {@code sinks}. */
  boolean reaches(Set<String> starts, Set<String> sinks) {
    return search(starts, Set.of(), sinks, "");
  }

  private boolean search(
      Set<String> starts, Set<String> sources, Set<String> sinks, String needed) {
    Deque<State> open = new ArrayDeque<>();
    Set<State> seen = new HashSet<>();
    open.add(new State(List.of(), Set.of()));
    while (!open.isEmpty()) {
      State state = open.remove();
      for (State next : next(state, starts, sources)) {
        if (isEnd(next, sinks, needed)) {
          return true;
        }
        if (seen.add(next)) {
          open.add(next);
        }
      }
    }
    return false;
  }

  private boolean isEnd(State state, Set<String> sinks, String needed) {
    if (state.stack().isEmpty() || !state.stack().getLast().data().contains(needed)) {
      return false;
    }
    Set<String> calls = allowed.getOrDefault(state.stack().getLast().member(), Set.of());
    return sinks.stream().anyMatch(calls::contains);
  }

  private List<State> next(State state, Set<String> starts, Set<String> sources) {
    List<State> states = new ArrayList<>();
    if (state.stack().isEmpty()) {
      starts.forEach(m -> states.add(new State(List.of(new Frame(m, "")), state.stored())));
      return states;
    }
    Frame top = state.stack().getLast();
    Set<String> calls = allowed.getOrDefault(top.member(), Set.of());
    if (sources.stream().anyMatch(calls::contains)) {
      states.add(replaced(state, "data"));
    }
    if (state.stack().size() < MAX_STACK) {
      for (String callee : world.members().keySet()) {
        if (calls.contains("extensions.invoke:" + callee)) {
          states.add(pushed(state, new Frame(callee, top.data())));
        }
      }
    }
    states.add(returned(state));
    stores(state, top, states);
    if (state.stack().size() == 1 && !top.data().isEmpty()) {
      for (World.Flow flow : world.flows()) {
        if (flow.from().equals(top.member())) {
          states.add(new State(List.of(new Frame(flow.to(), "data")), state.stored()));
        }
      }
    }
    return states;
  }

  private void stores(State state, Frame top, List<State> states) {
    if (!top.data().isEmpty()
        && may(top.member(), "artifacts.put", CHOICES.getOrDefault("artifacts", List.of()))) {
      states.add(stored(state, "artifact"));
    }
    if (state.stored().contains("artifact")
        && may(top.member(), "artifacts.get", List.of(Script.SECRET_DIGEST))) {
      states.add(replaced(state, "data"));
    }
    for (String key : List.of("a", "b")) {
      String place = top.member() + " " + key;
      if (!top.data().isEmpty() && may(top.member(), "kv.put", List.of(key))) {
        states.add(stored(state, place));
      }
      if (state.stored().contains(place) && may(top.member(), "kv.get", List.of(key))) {
        states.add(replaced(state, "data"));
      }
    }
  }

  private static State stored(State state, String place) {
    Set<String> places = new HashSet<>(state.stored());
    places.add(place);
    return new State(state.stack(), Set.copyOf(places));
  }

  private static State replaced(State state, String data) {
    List<Frame> stack = new ArrayList<>(state.stack());
    stack.add(new Frame(stack.removeLast().member(), data));
    return new State(List.copyOf(stack), state.stored());
  }

  private static State pushed(State state, Frame frame) {
    List<Frame> stack = new ArrayList<>(state.stack());
    stack.add(frame);
    return new State(List.copyOf(stack), state.stored());
  }

  private static State returned(State state) {
    List<Frame> stack = new ArrayList<>(state.stack());
    Frame callee = stack.removeLast();
    if (!stack.isEmpty() && !callee.data().isEmpty()) {
      stack.add(new Frame(stack.removeLast().member(), callee.data()));
    }
    return new State(List.copyOf(stack), state.stored());
  }
}
