package dev.symphony.host.token;

import dev.symphony.capabilities.authority.Authority;
import dev.symphony.capabilities.authority.AuthorityBlock;
import dev.symphony.capabilities.caveat.Caveats;
import dev.symphony.capabilities.caveat.CompiledCaveat;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.SignedBlockContent;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.kernel.admission.ServiceShape;
import dev.symphony.kernel.service.ServiceCatalog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a token says, told for people.
 *
 * @param authority the grants that it carries, when it is a token of a kernel
 * @param blocks its blocks, the authority first
 * @param holders the keys that it is bound to, in their text form
 */
public record TokenStory(
    Optional<Authority> authority, List<BlockStory> blocks, Set<String> holders) {
  /** How a check is decided when the kernel admits the token. */
  public enum Form {
    /** Once, when the token is admitted: calls meet a compiled guard. */
    COMPILED,
    /** By Datalog, for every call. */
    EVALUATED,
    /** Not by this kernel: the token carries no grant of a service that is known here. */
    FOREIGN
  }

  /** A check, what it means, and how it is decided. */
  public record CheckStory(Check check, String words, Form form) {}

  /** A block: who added it, and what it says. */
  public record BlockStory(String author, SignedBlockContent content, List<CheckStory> checks) {}

  /** Tells what the blocks of a token say. */
  public static TokenStory of(List<SignedBlockContent> blocks, ServiceCatalog catalog) {
    Optional<Authority> authority = AuthorityBlock.read(blocks.getFirst().block());
    Optional<Set<Check>> compiled =
        authority
            .flatMap(a -> catalog.find(a.service()))
            .map(service ->
                compiled(Caveats.of(blocks, ServiceShape.of(service).operations(), Set.of())));
    List<BlockStory> stories = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      SignedBlockContent content = blocks.get(i);
      List<CheckStory> checks =
          content.block().checks().stream()
              .map(c -> new CheckStory(c, CheckWords.of(c), form(c, compiled)))
              .toList();
      stories.add(new BlockStory(author(i, content), content, checks));
    }
    return new TokenStory(authority, stories, holders(blocks));
  }

  private static Set<Check> compiled(Caveats caveats) {
    Set<Check> checks = Collections.newSetFromMap(new IdentityHashMap<>());
    caveats.compiled().stream().map(CompiledCaveat::check).forEach(checks::add);
    return checks;
  }

  private static Form form(Check check, Optional<Set<Check>> compiled) {
    if (compiled.isEmpty()) {
      return Form.FOREIGN;
    }
    return compiled.get().contains(check) ? Form.COMPILED : Form.EVALUATED;
  }

  private static String author(int index, SignedBlockContent content) {
    if (index == 0) {
      return "issued with the root key";
    }
    return content
        .thirdParty()
        .map(key -> "added by the third party " + key)
        .orElse("narrowed by a holder");
  }

  private static Set<String> holders(List<SignedBlockContent> blocks) {
    Set<String> holders = new TreeSet<>();
    blocks.stream()
        .flatMap(b -> b.block().checks().stream())
        .flatMap(c -> c.queries().stream())
        .flatMap(q -> q.predicates().stream())
        .filter(p -> p.name().equals("holder") && p.terms().size() == 1)
        .forEach(p -> {
          if (p.terms().getFirst() instanceof Term.Str(String key)) {
            holders.add(key);
          }
        });
    return holders;
  }

  /** The first moment at which no call passes any more, as far as plain time checks tell. */
  public Optional<Instant> until() {
    return blocks.stream()
        .flatMap(b -> b.checks().stream())
        .map(c -> CheckWords.end(c.check()))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }
}
