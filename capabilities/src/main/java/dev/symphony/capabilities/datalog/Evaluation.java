package dev.symphony.capabilities.datalog;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of an authorizer over a token: the outcome, and the world that it came from. */
public final class Evaluation {
  private final Authorizer authorizer;
  private final List<SignedBlockContent> blocks;
  private final Scoping scoping;
  private final World world;
  private final Authorization authorization;

  private Evaluation(Authorizer authorizer, List<SignedBlockContent> blocks) {
    this.authorizer = authorizer;
    this.blocks = List.copyOf(blocks);
    this.scoping = Scoping.of(this.blocks);
    this.world = new World(new Budget(authorizer.limits()), authorizer.functions());
    this.authorization = decide();
  }

  static Evaluation of(Authorizer authorizer, List<SignedBlockContent> blocks) {
    return new Evaluation(authorizer, blocks);
  }

  /** The outcome. */
  public Authorization authorization() {
    return authorization;
  }

  /** The authorizer that decided. */
  public Authorizer authorizer() {
    return authorizer;
  }

  /** The blocks that were decided about. */
  public List<SignedBlockContent> blocks() {
    return blocks;
  }

  /** All facts, stated and made, in the order they appeared. */
  public List<OriginFact> facts() {
    return world.facts().all();
  }

  /** How many rounds of applying rules made new facts. */
  public long iterations() {
    return world.iterations();
  }

  private Authorization decide() {
    for (int i = 0; i < blocks.size(); i++) {
      Optional<Rule> unsafe =
          blocks.get(i).block().rules().stream().filter(rule -> !rule.isSafe()).findFirst();
      if (unsafe.isPresent()) {
        return new Authorization.InvalidRule(i, unsafe.get());
      }
    }
    try {
      load();
      world.run();
      return new Decision(world, scoping, authorizer.program(), blocks).decide();
    } catch (ExecutionException e) {
      return new Authorization.Failed(e.error());
    }
  }

  private void load() {
    for (int i = 0; i < blocks.size(); i++) {
      load(blocks.get(i).block(), Origin.block(i));
    }
    load(authorizer.program().block(), Origin.authorizer());
  }

  private void load(Block block, Origin place) {
    Origin trusted = scoping.trustedByBlock(block.scopes(), place);
    block.facts().forEach(fact -> world.add(place, fact));
    for (Rule rule : block.rules()) {
      Origin ruleTrust = scoping.trusted(rule.body().scopes(), trusted, place);
      world.add(new World.ScopedRule(rule, place, ruleTrust));
    }
  }

  /**
   * The facts that a rule makes of what the authorizer trusts: by default, what the authority block
   * and the authorizer say.
   *
   * @return the facts, or the error that stopped the query
   */
  public QueryResult query(Rule rule) {
    return query(rule, scoping.trustedByBlock(List.of(), Origin.authorizer()));
  }

  /** The facts that a rule makes of what any block says, unless it names what it trusts. */
  public QueryResult queryAll(Rule rule) {
    return query(rule, Origin.blocksBefore(blocks.size()).with(Origin.authorizer()));
  }

  private QueryResult query(Rule rule, Origin byDefault) {
    Origin trusted = scoping.trusted(rule.body().scopes(), byDefault, Origin.authorizer());
    try {
      Set<Fact> facts = new LinkedHashSet<>();
      world.query(rule, Origin.authorizer(), trusted).forEach(found -> facts.add(found.fact()));
      return new QueryResult.Found(new ArrayList<>(facts));
    } catch (ExecutionException e) {
      return new QueryResult.Failed(e.error());
    }
  }
}
