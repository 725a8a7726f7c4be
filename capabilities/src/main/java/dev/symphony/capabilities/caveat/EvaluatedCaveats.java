package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.Limits;
import dev.symphony.capabilities.datalog.Policy;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.Query;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PublicKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks that Datalog decides for every call, under limits that are the same on every machine.
 * Running into a limit refuses the call.
 */
public final class EvaluatedCaveats {
  private static final Limits LIMITS =
      Limits.standard().withMaxIterations(50).withMaxSteps(200_000);
  private static final List<Policy> ALLOW =
      List.of(new Policy(Policy.Kind.ALLOW, List.of(new Query(List.of(), List.of(), List.of()))));

  private final List<SignedBlockContent> blocks;
  private final List<Check> checks;
  private final Set<PublicKey> holders;

  EvaluatedCaveats(List<SignedBlockContent> blocks, Set<PublicKey> holders) {
    this.blocks = List.copyOf(blocks);
    this.checks = blocks.stream().flatMap(b -> b.block().checks().stream()).toList();
    this.holders = Set.copyOf(holders);
  }

  /** The checks that are decided this way. */
  public List<Check> checks() {
    return checks;
  }

  /** Whether a call passes all of them. */
  public boolean admits(Call call) {
    try {
      Block facts =
          new Block(List.of(), CallFacts.of(call, holders), List.of(), List.of(), Optional.empty());
      return Authorizer.of(new Program(facts, ALLOW))
          .withLimits(LIMITS)
          .evaluate(blocks)
          .authorization()
          .isAllowed();
    } catch (CallTooLargeException e) {
      return false;
    }
  }
}
