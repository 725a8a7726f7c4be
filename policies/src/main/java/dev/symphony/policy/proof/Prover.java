package dev.symphony.policy.proof;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.policy.proof.Invariant.Claim;
import dev.symphony.policy.proof.Invariant.Who;
import dev.symphony.policy.rehearsal.Puppets;
import dev.symphony.policy.rehearsal.Rehearsal;
import dev.symphony.policy.rehearsal.Script;
import dev.symphony.policy.world.Authority;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.Reach;
import dev.symphony.policy.world.Touch;
import dev.symphony.policy.world.Touches;
import dev.symphony.policy.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides whether invariants hold in a world. Whatever it cannot follow exactly it assumes to be
 * possible, so that {@link Verdict.Proved} is never wrong; and every chain is rehearsed on a kernel
 * before it is given out, so that {@link Verdict.Violated} is never wrong either.
 */
public final class Prover {
  private static final long MOST_CALLS = 5_000;

  private final World world;
  private final ServiceCatalog catalog;

  /** A prover for one world. */
  public Prover(World world, ServiceCatalog catalog) {
    this.world = world;
    this.catalog = catalog;
  }

  /** Decides. */
  public Verdict prove(Invariant invariant) {
    Verdict verdict = search(invariant.claim());
    if (!(verdict instanceof Verdict.Violated(Chain chain))) {
      return verdict;
    }
    return switch (Rehearsal.play(chain.script(), world, catalog, new Puppets())) {
      case Rehearsal.Outcome.Reproduced r -> verdict;
      case Rehearsal.Outcome.Failed(String why) ->
          new Verdict.Unknown(
              "a chain seems possible, but does not come through: "
                  + why
                  + "; the chain: "
                  + String.join("; ", chain.steps()));
    };
  }

  private Verdict search(Claim claim) {
    return switch (claim) {
      case Claim.NoFlow flow -> new FlowSearch(new Authority(world, catalog), flow).search();
      case Claim.NoReach reach -> noReach(reach);
      case Claim.Expires expires -> expires(expires);
      case Claim.Limited limited -> limited(limited);
    };
  }

  private Verdict noReach(Claim.NoReach claim) {
    Instant at = claim.after().map(world.at()::plus).orElse(world.at());
    Authority authority = new Authority(world.at(at), catalog);
    List<String> starts =
        world.members().keySet().stream().filter(name -> means(claim.who(), name)).toList();
    Reach reach = Reach.from(starts, authority);
    Set<String> undecided = new TreeSet<>();
    for (String name : reach.members()) {
      Touches touches = authority.touches(authority.world().find(name).orElseThrow(), claim.what());
      undecided.addAll(touches.open());
      if (!touches.found().isEmpty()) {
        return new Verdict.Violated(
            walk(reach.wayTo(name).orElseThrow(), touches.found().getFirst(), authority));
      }
    }
    return proved(
        undecided,
        starts.size()
            + " extensions were meant, they come to "
            + reach.members().size()
            + ", and none of them can make the call");
  }

  private static Verdict proved(Set<String> undecided, String how) {
    return undecided.isEmpty()
        ? new Verdict.Proved(how)
        : new Verdict.Unknown(String.join("; ", undecided));
  }

  private static boolean means(Who who, String name) {
    return matches(who.among(), name) && !matches(who.except(), name);
  }

  private static boolean matches(List<String> patterns, String name) {
    return patterns.stream().anyMatch(pattern -> ResourcePattern.of(pattern).matches(name));
  }

  private static Chain walk(List<String> way, Touch touch, Authority authority) {
    ChainWriter writer = new ChainWriter(authority);
    writer.run(way.getFirst());
    for (int i = 1; i < way.size(); i++) {
      writer.call(way.get(i), authority.way(way.get(i - 1), way.get(i)).orElseThrow());
    }
    writer.reach(touch, "makes the call");
    return writer.end(goal(touch, 1), authority.world().at());
  }

  private static Script.Goal goal(Touch touch, long times) {
    return new Script.Goal(
        touch.member().name(),
        touch.held().service(),
        touch.operation(),
        times,
        Script.Cargo.ANYTHING);
  }

  private Verdict expires(Claim.Expires claim) {
    Instant end = world.at().plus(claim.within());
    Authority authority = new Authority(world, catalog);
    Set<String> undecided = new TreeSet<>();
    int rights = 0;
    for (Member member : world.members().values()) {
      Touches touches = authority.touches(member, claim.what());
      undecided.addAll(touches.open());
      for (Touch touch : touches.found()) {
        rights++;
        if (touch.held().isLiveAt(end)) {
          return new Verdict.Violated(
              walk(List.of(member.name()), touch, new Authority(world.at(end), catalog)));
        }
      }
    }
    return proved(undecided, rights + " rights end in time");
  }

  private Verdict limited(Claim.Limited claim) {
    Authority authority = new Authority(world, catalog);
    Set<String> undecided = new TreeSet<>();
    int rights = 0;
    for (Member member : world.members().values()) {
      Touches touches = authority.touches(member, claim.what());
      undecided.addAll(touches.open());
      for (Touch touch : touches.found()) {
        rights++;
        if (quota(touch.held()).map(calls -> calls > claim.calls()).orElse(true)) {
          return tooMany(touch, claim, authority);
        }
      }
    }
    return proved(undecided, rights + " rights let at most " + claim.calls() + " calls through");
  }

  private static Optional<Long> quota(Held held) {
    return held.chain().stream()
        .flatMap(right -> right.constraints().stream())
        .filter(Constraint.Calls.class::isInstance)
        .map(c -> ((Constraint.Calls) c).calls())
        .min(Long::compareTo);
  }

  private static Verdict tooMany(Touch touch, Claim.Limited claim, Authority authority) {
    if (claim.calls() >= MOST_CALLS) {
      return new Verdict.Unknown(
          touch.held()
              + " of "
              + touch.member().name()
              + " has no such limit; too many to rehearse");
    }
    ChainWriter writer = new ChainWriter(authority);
    writer.run(touch.member().name());
    writer.repeat(touch, claim.calls() + 1);
    return new Verdict.Violated(writer.end(goal(touch, claim.calls() + 1), authority.world().at()));
  }
}
