package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.caveat.CheckCompiler.Conjunction;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All checks of a token, for calls of the operations of one service: some compiled, the others left
 * to Datalog. A call passes when it passes both.
 *
 * <p>Nothing is compiled when a block has rules, or facts in the words that belong to the
 * authorizer: then what a check matches can't be told from the call alone.
 */
public record Caveats(List<CompiledCaveat> compiled, Optional<EvaluatedCaveats> evaluated) {
  public Caveats {
    compiled = List.copyOf(compiled);
  }

  /**
   * Compiles the checks of a token.
   *
   * @param blocks what the blocks say, the authority first
   * @param operations the operations; calls name them by their place in this list
   * @param holders the keys that whoever presents the token proved to have
   */
  public static Caveats of(
      List<SignedBlockContent> blocks, List<OperationShape> operations, Set<PublicKey> holders) {
    boolean plain = blocks.stream().allMatch(b -> isPlain(b.block()));
    List<CompiledCaveat> compiled = new ArrayList<>();
    List<SignedBlockContent> rest = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      List<Check> left = new ArrayList<>();
      for (Check check : blocks.get(i).block().checks()) {
        Optional<CompiledCaveat> caveat =
            plain ? compile(check, operations, blocks, i, holders) : Optional.empty();
        caveat.ifPresentOrElse(compiled::add, () -> left.add(check));
      }
      rest.add(withChecks(blocks.get(i), left));
    }
    boolean done = plain && rest.stream().allMatch(b -> b.block().checks().isEmpty());
    return new Caveats(
        compiled, done ? Optional.empty() : Optional.of(new EvaluatedCaveats(rest, holders)));
  }

  private static boolean isPlain(Block block) {
    return block.rules().isEmpty()
        && block.facts().stream().noneMatch(fact -> Vocabulary.has(fact.name()));
  }

  private static Optional<CompiledCaveat> compile(
      Check check,
      List<OperationShape> operations,
      List<SignedBlockContent> blocks,
      int place,
      Set<PublicKey> holders) {
    List<List<Conjunction>> queries = new ArrayList<>();
    for (OperationShape operation : operations) {
      Optional<List<Conjunction>> of = new CheckCompiler(operation, holders).compile(check);
      if (of.isEmpty()) {
        return Optional.empty();
      }
      queries.add(of.get());
    }
    return Optional.of(
        new CompiledCaveat(
            check, queries, new EvaluatedCaveats(alone(check, blocks, place), holders)));
  }

  private static List<SignedBlockContent> alone(
      Check check, List<SignedBlockContent> blocks, int place) {
    List<SignedBlockContent> result = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      result.add(withChecks(blocks.get(i), i == place ? List.of(check) : List.of()));
    }
    return result;
  }

  private static SignedBlockContent withChecks(SignedBlockContent content, List<Check> checks) {
    Block block = content.block();
    return new SignedBlockContent(
        new Block(block.scopes(), block.facts(), block.rules(), checks, block.context()),
        content.thirdParty());
  }
}
