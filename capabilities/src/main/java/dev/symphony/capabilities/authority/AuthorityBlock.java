package dev.symphony.capabilities.authority;

import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Writes grants as authority blocks, and reads them back.
 *
 * <p>Facts state the grants, so that the kernel can find or restore them; checks state the same to
 * any Biscuit tool, given facts about the call. The vocabulary is explained in {@code
 * docs/tokens.md}.
 */
public final class AuthorityBlock {
  private AuthorityBlock() {}

  /**
   * The block for an authority.
   *
   * @param holder the key that whoever presents the token has to prove to have
   */
  public static Block write(Authority authority, Optional<PublicKey> holder) {
    CheckText out = new CheckText();
    List<CarriedGrant> chain = authority.chain();
    out.fact("grant", Term.of(authority.grant().id()));
    out.fact("target", Term.of(authority.service()), Term.of(authority.object()));
    out.check("check if service(" + out.text(authority.service()) + ")");
    for (int i = 0; i < chain.size(); i++) {
      if (i > 0) {
        out.fact("derived", Term.of(chain.get(i - 1).id()), Term.of(chain.get(i).id()));
      }
      addFacts(chain.get(i), out);
      RightChecks.add(chain.get(i).right(), out);
    }
    holder.ifPresent(key -> RightChecks.addHolder(key, out));
    return out.block();
  }

  private static void addFacts(CarriedGrant grant, CheckText out) {
    Term id = Term.of(grant.id());
    Right right = grant.right();
    for (String operation : right.operations()) {
      for (ResourcePattern pattern : right.resources()) {
        out.fact(
            "right", id, Term.of(right.service()), Term.of(operation), Term.of(pattern.toString()));
      }
    }
    for (Constraint constraint : right.constraints()) {
      switch (constraint) {
        case Constraint.Calls c -> out.fact("quota", id, Term.of("calls"), Term.of(c.calls()));
        case Constraint.TotalBytes c -> out.fact("quota", id, Term.of("bytes"), Term.of(c.bytes()));
        case Constraint.Rate c ->
            out.fact("rate", id, Term.of(c.calls()), Term.of(wholeMillis(c.per())));
        case Constraint.Expires _,
            Constraint.AtMost _,
            Constraint.MaxLength _,
            Constraint.OneOf _ -> {}
      }
    }
  }

  private static long wholeMillis(Duration span) {
    return Math.ceilDiv(span.toNanos(), 1_000_000L);
  }

  /**
   * The authority that a block states; nothing when it is not an authority block of a kernel. The
   * rights have the counted constraints only: all others are in the checks of the block.
   */
  public static Optional<Authority> read(Block block) {
    try {
      List<Fact> grants = named(block, "grant", 1);
      List<Fact> targets = named(block, "target", 2);
      if (grants.size() != 1 || targets.size() != 1) {
        return Optional.empty();
      }
      String service = text(targets.getFirst(), 0);
      List<CarriedGrant> chain = new ArrayList<>();
      for (long id : ids(block, integer(grants.getFirst(), 0))) {
        chain.add(new CarriedGrant(id, right(block, id, service)));
      }
      return Optional.of(new Authority(chain, text(targets.getFirst(), 1)));
    } catch (IllegalArgumentException | ClassCastException e) {
      return Optional.empty();
    }
  }

  private static Set<Long> ids(Block block, long first) {
    Set<Long> ids = new LinkedHashSet<>(List.of(first));
    List<Fact> links = named(block, "derived", 2);
    for (int i = 0; i < links.size(); i++) {
      long last = List.copyOf(ids).getLast();
      links.stream().filter(l -> integer(l, 0) == last).forEach(l -> ids.add(integer(l, 1)));
    }
    return ids;
  }

  private static Right right(Block block, long id, String service) {
    Set<String> operations = new LinkedHashSet<>();
    Set<ResourcePattern> resources = new LinkedHashSet<>();
    for (Fact fact : of(id, block, "right", 4)) {
      operations.add(text(fact, 2));
      resources.add(ResourcePattern.of(text(fact, 3)));
    }
    if (resources.isEmpty()) {
      resources.add(ResourcePattern.ANY);
    }
    return new Right(service, operations, List.copyOf(resources), constraints(block, id));
  }

  private static List<Constraint> constraints(Block block, long id) {
    List<Constraint> constraints = new ArrayList<>();
    for (Fact fact : of(id, block, "quota", 3)) {
      constraints.add(
          switch (text(fact, 1)) {
            case "calls" -> new Constraint.Calls(integer(fact, 2));
            case "bytes" -> new Constraint.TotalBytes(integer(fact, 2));
            default -> throw new ClassCastException("not a quota");
          });
    }
    for (Fact fact : of(id, block, "rate", 3)) {
      constraints.add(new Constraint.Rate(integer(fact, 1), Duration.ofMillis(integer(fact, 2))));
    }
    return constraints;
  }

  private static List<Fact> of(long id, Block block, String name, int arity) {
    return named(block, name, arity).stream().filter(f -> integer(f, 0) == id).toList();
  }

  private static List<Fact> named(Block block, String name, int arity) {
    return block.facts().stream()
        .filter(f -> f.name().equals(name) && f.values().size() == arity)
        .toList();
  }

  private static long integer(Fact fact, int place) {
    return ((Term.Int) fact.values().get(place)).value();
  }

  private static String text(Fact fact, int place) {
    return ((Term.Str) fact.values().get(place)).value();
  }
}
