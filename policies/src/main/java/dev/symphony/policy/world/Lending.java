package dev.symphony.policy.world;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import dev.symphony.kernel.service.ServiceCatalog;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What extensions may lend to those that they call, while they run. In the world that comes of it,
 * the borrowers hold it: at least what they can ever be lent, whatever a policy says to the loan.
 */
public final class Lending {
  /** The service through which rights are lent. */
  public static final String SERVICE = "permissions";

  /** The operation of it. */
  public static final String LEND = "lend";

  private static final Set<String> NEVER_LENT = Set.of(SERVICE, Channels.CALLS);
  private static final Pattern WILDCARD = Pattern.compile("[^\\w./:;=@,-]");

  private Lending() {}

  /** The world with everything lent that may be; what was lent is not lent on. */
  public static World in(World world, ServiceCatalog catalog) {
    Authority authority = new Authority(world, catalog);
    Map<String, Member> members = new LinkedHashMap<>(world.members());
    for (Member lender : world.members().values()) {
      for (Held loan : loans(lender, world)) {
        for (String borrower : authority.callees(lender.name()).keySet()) {
          if (!borrower.equals(lender.name())) {
            members.computeIfPresent(borrower, (name, member) -> member.with(loan));
          }
        }
      }
    }
    return World.of(members.values(), world.flows(), world.at());
  }

  private static List<Held> loans(Member lender, World world) {
    List<ResourcePattern> about =
        lender.held().stream()
            .filter(held -> held.service().equals(SERVICE))
            .filter(held -> held.includes(LEND) && held.isLiveAt(world.at()))
            .flatMap(held -> held.right().resources().stream())
            .distinct()
            .toList();
    return lender.held().stream()
        .filter(held -> !NEVER_LENT.contains(held.service()))
        .flatMap(held ->
            about.stream().flatMap(pattern -> loan(held, pattern, lender).stream()).distinct())
        .toList();
  }

  /** What of a held right can be lent by somebody who may lend rights that match a pattern. */
  private static Optional<Held> loan(Held held, ResourcePattern pattern, Member lender) {
    String text = pattern.toString();
    String service = held.service() + ".";
    String beginning = WILDCARD.split(text, 2)[0];
    if (!beginning.startsWith(service) && !service.startsWith(beginning)) {
      return Optional.empty();
    }
    return (beginning.equals(text) ? parsed(text) : Optional.of(held.right()))
        .map(right -> held.derived(right, "lent by " + lender.name()));
  }

  private static Optional<Right> parsed(String text) {
    try {
      return Optional.of(Right.parse(text));
    } catch (RightSyntaxException e) {
      return Optional.empty();
    }
  }
}
