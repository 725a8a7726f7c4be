package dev.symphony.policy.change;

import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.policy.solver.Assignment;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Solution;
import dev.symphony.policy.solver.Solver;
import dev.symphony.policy.world.Authority;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Reach;
import dev.symphony.policy.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What extensions come to in one world and not in another, themselves or through others. Quotas and
 * rates are not compared.
 *
 * @param appears what the second world adds
 * @param disappears what it takes away
 * @param open what could not be decided, in words
 */
public record WorldDifference(List<Change> appears, List<Change> disappears, List<String> open) {
  private static final Instant NEVER = Instant.MAX;

  public WorldDifference {
    appears = List.copyOf(appears);
    disappears = List.copyOf(disappears);
    open = List.copyOf(open);
  }

  /**
   * A call that is possible on one side only.
   *
   * @param who who comes to it
   * @param way through whom, from who to the holder of the right
   * @param call the call, with a resource for which it is so
   * @param held the right at the end of the way
   */
  public record Change(String who, List<String> way, String call, Held held) {
    @Override
    public String toString() {
      return String.join(" -> ", way) + ": " + call + " [" + held + "]";
    }
  }

  /** Compares. */
  public static WorldDifference between(World before, World after, ServiceCatalog catalog) {
    Authority first = new Authority(before, catalog);
    Authority second = new Authority(after, catalog);
    List<String> open = new ArrayList<>();
    return new WorldDifference(more(first, second, open), more(second, first, open), open);
  }

  private static List<Change> more(Authority narrower, Authority wider, List<String> open) {
    List<Change> changes = new ArrayList<>();
    for (String who : wider.world().members().keySet()) {
      List<Reach.Reached> known =
          narrower.world().find(who).isPresent() ? Reach.ofMember(who, narrower) : List.of();
      Set<Held> same = known.stream().map(Reach.Reached::held).collect(Collectors.toSet());
      for (Reach.Reached reached : Reach.ofMember(who, wider)) {
        if (!same.contains(reached.held())) {
          for (OperationDeclaration operation : wider.operations(reached.held())) {
            compare(who, reached, operation, known, changes, open);
          }
        }
      }
    }
    return changes;
  }

  private static void compare(
      String who,
      Reach.Reached reached,
      OperationDeclaration operation,
      List<Reach.Reached> known,
      List<Change> changes,
      List<String> open) {
    Held held = reached.held();
    List<Held> lasting =
        known.stream()
            .map(Reach.Reached::held)
            .filter(h -> h.service().equals(held.service()))
            .filter(h -> !h.end().orElse(NEVER).isBefore(held.end().orElse(NEVER)))
            .toList();
    Formula formula =
        Formula.all(
            Authority.admitted(List.of(held), operation),
            Formula.not(Authority.admitted(lasting, operation)));
    String call = held.service() + "." + operation.name();
    switch (Solver.solve(formula)) {
      case Solution.Impossible n -> {}
      case Solution.Possible(Assignment example) ->
          changes.add(
              new Change(
                  who,
                  reached.way(),
                  operation.resourceParameter() < 0
                      ? call
                      : call + "(\"" + Authority.resource(example) + "\")",
                  held));
      case Solution.Undecided(String reason) -> open.add(who + ": " + call + ": " + reason);
    }
  }
}
