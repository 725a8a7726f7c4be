package dev.symphony.kernel.grant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.ManualClock;
import dev.symphony.kernel.RecordedAudit;
import dev.symphony.kernel.Shelf;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.Gate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The gate against an authorizer that is written to be obvious, over random histories. */
class ReferenceAuthorizerTest {

  sealed interface Step {
    record Mint(Right right) implements Step {}

    record Derive(int parent, Right right) implements Step {}

    record Revoke(int grant) implements Step {}

    record Call(int grant, boolean get, String path, long number) implements Step {}

    record Wait(int millis) implements Step {}
  }

  /** Keeps the whole history, and answers each question by going through all of it. */
  static final class Naive {
    record Node(Optional<Integer> parent, Right right) {}

    record Passed(int grant, long millis, long bytes) {}

    final List<Node> nodes = new ArrayList<>();
    final Set<Integer> revoked = new HashSet<>();
    final List<Passed> passed = new ArrayList<>();

    List<Integer> chain(int grant) {
      List<Integer> chain = new ArrayList<>(List.of(grant));
      nodes.get(grant).parent().ifPresent(p -> chain.addAll(chain(p)));
      return chain;
    }

    boolean allows(Step.Call call, long nowMillis) {
      return chain(call.grant()).stream().allMatch(g -> allowsHere(g, call, nowMillis));
    }

    private boolean allowsHere(int grant, Step.Call call, long nowMillis) {
      Right right = nodes.get(grant).right();
      return !revoked.contains(grant)
          && right.includes(call.get() ? "get" : "add")
          && (!call.get() || onResource(right, call.path()))
          && right.constraints().stream().allMatch(c -> holds(c, grant, call, nowMillis));
    }

    private static boolean onResource(Right right, String path) {
      return ResourcePath.canonical(path).isPresent()
          && right.resources().stream().anyMatch(p -> p.matches(path));
    }

    private boolean holds(Constraint constraint, int grant, Step.Call call, long nowMillis) {
      List<Passed> before = passed.stream().filter(p -> chain(p.grant()).contains(grant)).toList();
      return switch (constraint) {
        case Constraint.Expires c -> Instant.ofEpochMilli(nowMillis).isBefore(c.instant());
        case Constraint.Calls c -> before.size() < c.calls();
        case Constraint.TotalBytes c -> before.stream().mapToLong(Passed::bytes).sum() < c.bytes();
        case Constraint.Rate c ->
            before.stream().filter(p -> nowMillis - p.millis() < c.per().toMillis()).count()
                < c.calls();
        case Constraint.AtMost c -> call.get() || call.number() <= c.limit();
        case Constraint.MaxLength c -> !call.get() || call.path().length() <= c.length();
        case Constraint.OneOf c -> !call.get() || c.values().contains(call.path());
      };
    }
  }

  @Property(tries = 2000)
  void gateAndReference_neverDisagree(@ForAll("histories") List<Step> history) {
    ManualClock clock = new ManualClock();
    RecordedAudit audit = new RecordedAudit();
    GrantTree tree = new GrantTree(clock, audit);
    Gate gate = new Gate(clock, audit, fault -> {});
    CapabilityTable table = new CapabilityTable(new Holder("guest"));
    Naive naive = new Naive();
    List<Grant> grants = new ArrayList<>();
    List<Long> handles = new ArrayList<>();
    for (Step step : history) {
      switch (step) {
        case Step.Mint(Right right) -> {
          grants.add(tree.mintRoot(table.holder(), right, Shelf.object(), AuditDetail.EACH_CALL));
          naive.nodes.add(new Naive.Node(Optional.empty(), right));
          handles.add(table.insert(grants.getLast()));
        }
        case Step.Derive(int at, Right right) when !grants.isEmpty() -> {
          int parent = at % grants.size();
          Optional<Grant> child = tree.derive(grants.get(parent), table.holder(), right);
          boolean alive = naive.chain(parent).stream().noneMatch(naive.revoked::contains);
          assertEquals(alive, child.isPresent());
          if (child.isPresent()) {
            grants.add(child.get());
            naive.nodes.add(new Naive.Node(Optional.of(parent), right));
            handles.add(table.insert(child.get()));
          }
        }
        case Step.Revoke(int at) when !grants.isEmpty() -> {
          tree.revoke(grants.get(at % grants.size()));
          naive.revoked.add(at % grants.size());
        }
        case Step.Call call when !grants.isEmpty() -> {
          int at = call.grant() % grants.size();
          Step.Call real = new Step.Call(at, call.get(), call.path(), call.number());
          boolean expected = naive.allows(real, clock.epochMillis());
          Object[] arguments =
              real.get() ? new Object[] {real.path()} : new Object[] {real.number(), 0L};
          Answer answer = gate.call(table, handles.get(at), real.get() ? 0 : 1, arguments);
          assertEquals(expected, answer instanceof Answer.Returned, () -> real + " " + answer);
          if (expected) {
            long bytes = real.get() ? 16 + 2L * real.path().length() + 2 : 24;
            naive.passed.add(new Naive.Passed(at, clock.epochMillis(), bytes));
          }
        }
        case Step.Wait(int millis) -> clock.advance(Duration.ofMillis(millis));
        case Step.Derive d -> {}
        case Step.Revoke r -> {}
        case Step.Call c -> {}
      }
    }
  }

  @Provide
  Arbitrary<List<Step>> histories() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, 50);
    Arbitrary<String> path = Arbitraries.of("a", "a/b", "b", "a/../b", "/a", "a/b/c");
    Arbitrary<Step> mint = rights().map(Step.Mint::new);
    Arbitrary<Step> derive = Combinators.combine(place, rights()).as(Step.Derive::new);
    Arbitrary<Step> revoke = place.map(Step.Revoke::new);
    Arbitrary<Step> call =
        Combinators.combine(
                place, Arbitraries.of(true, false), path, Arbitraries.longs().between(0, 10))
            .as(Step.Call::new);
    Arbitrary<Step> wait = Arbitraries.integers().between(1, 900).map(Step.Wait::new);
    Arbitrary<List<Step>> steps =
        Arbitraries.frequencyOf(
                Tuple.of(2, mint),
                Tuple.of(4, derive),
                Tuple.of(1, revoke),
                Tuple.of(14, call),
                Tuple.of(3, wait))
            .list()
            .ofMinSize(5)
            .ofMaxSize(60);
    return steps;
  }

  private static Arbitrary<Right> rights() {
    Arbitrary<Set<String>> operations =
        Arbitraries.of(Set.of("get"), Set.of("add"), Set.of("*"), Set.of("get", "add"), Set.of());
    Arbitrary<List<ResourcePattern>> resources =
        Arbitraries.of("**", "a/**", "a", "*")
            .map(ResourcePattern::of)
            .list()
            .ofMinSize(1)
            .ofMaxSize(2);
    Arbitrary<Constraint> constraint =
        Arbitraries.of(
            new Constraint.Expires(Instant.ofEpochMilli(1_500)),
            new Constraint.Expires(Instant.ofEpochMilli(4_000)),
            new Constraint.Calls(1),
            new Constraint.Calls(4),
            new Constraint.TotalBytes(60),
            new Constraint.Rate(1, Duration.ofSeconds(1)),
            new Constraint.Rate(3, Duration.ofSeconds(1)),
            new Constraint.AtMost("a", 5),
            new Constraint.MaxLength("path", 2),
            new Constraint.OneOf("path", Set.of("a", "b")));
    return Combinators.combine(operations, resources, constraint.list().ofMaxSize(2))
        .as((o, r, c) -> new Right("shelf", o, r, c));
  }
}
