package dev.symphony.capabilities.datalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last part of an authorization: checks and policies, over facts that are complete. */
final class Decision {
  private final World world;
  private final Scoping scoping;
  private final Program program;
  private final List<SignedBlockContent> blocks;
  private final List<FailedCheck> failed = new ArrayList<>();

  Decision(World world, Scoping scoping, Program program, List<SignedBlockContent> blocks) {
    this.world = world;
    this.scoping = scoping;
    this.program = program;
    this.blocks = blocks;
  }

  /** A policy that matched. */
  private record Match(Policy.Kind kind, int index) {}

  /** Checks of the authorizer, checks of the authority, policies, checks of all other blocks. */
  Authorization decide() {
    check(program.block(), Origin.authorizer());
    checkBlocks(0, Math.min(1, blocks.size()));
    Optional<Match> match = firstMatch();
    checkBlocks(1, blocks.size());
    if (match.isEmpty()) {
      return new Authorization.NoMatchingPolicy(failed);
    }
    Match decisive = match.get();
    return decisive.kind() == Policy.Kind.ALLOW && failed.isEmpty()
        ? new Authorization.Allowed(decisive.index())
        : new Authorization.Unauthorized(decisive.kind(), decisive.index(), failed);
  }

  private void checkBlocks(int from, int to) {
    for (int i = from; i < to; i++) {
      check(blocks.get(i).block(), Origin.block(i));
    }
  }

  private void check(Block block, Origin place) {
    Origin trusted = scoping.trustedByBlock(block.scopes(), place);
    for (int i = 0; i < block.checks().size(); i++) {
      Check check = block.checks().get(i);
      if (!holds(check, trusted, place)) {
        failed.add(new FailedCheck(place, i, check));
      }
    }
  }

  /** A rejection fails when any of its queries matches; the other kinds need just one that does. */
  private boolean holds(Check check, Origin byDefault, Origin place) {
    boolean reject = check.kind() == Check.Kind.REJECT;
    for (Query query : check.queries()) {
      Origin trusted = scoping.trusted(query.scopes(), byDefault, place);
      boolean matches =
          check.kind() == Check.Kind.ALL
              ? world.matchesAll(query, trusted)
              : world.matchesSome(query, trusted);
      if (matches) {
        return !reject;
      }
    }
    return reject;
  }

  private Optional<Match> firstMatch() {
    Origin byDefault = scoping.trustedByBlock(program.block().scopes(), Origin.authorizer());
    for (int i = 0; i < program.policies().size(); i++) {
      Policy policy = program.policies().get(i);
      for (Query query : policy.queries()) {
        Origin trusted = scoping.trusted(query.scopes(), byDefault, Origin.authorizer());
        if (world.matchesSome(query, trusted)) {
          return Optional.of(new Match(policy.kind(), i));
        }
      }
    }
    return Optional.empty();
  }
}
