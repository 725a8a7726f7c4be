package dev.symphony.host.session;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.host.service.permission.PermissionRequest;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.policy.Occasion;
import dev.symphony.kernel.service.ServiceFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a running extension lends to those that it calls: a part of what it has, for as long as both
 * run. The policy decides on each loan, and it is on record.
 */
final class Loans {
  private static final int MOST = 16;

  /** What they give depends on whose they are: who calls, and who is asked. */
  private static final Set<String> NEVER_LENT = Set.of("extensions", "permissions");

  private final Session session;
  private final Policies policies;
  private final ExtensionId lender;
  private final GrantRequest.Requester requester;
  private final Map<String, List<Right>> lent = new TreeMap<>();

  /** Nothing is lent yet. */
  Loans(Session session, Policies policies, ExtensionId lender, GrantRequest.Requester requester) {
    this.session = session;
    this.policies = policies;
    this.lender = lender;
    this.requester = requester;
  }

  /**
   * Lends {@code right} to {@code borrower} from now on, as far as the policy permits it.
   *
   * @return what is lent
   * @throws ServiceFailure {@code permission-refused} when nothing is
   */
  synchronized Right add(Right right, GrantRequest.Requester borrower) throws UserError {
    String name = borrower.publisher() + "/" + borrower.name();
    List<Right> before = lent.getOrDefault(name, List.of());
    if (NEVER_LENT.contains(right.service())) {
      throw refused(right, name, "rights to '" + right.service() + "' can't be lent");
    }
    if (before.size() >= MOST) {
      throw refused(right, name, "an extension is lent at most " + MOST + " rights");
    }
    GrantRequest request =
        new GrantRequest(borrower, right, session.isolation(), new Occasion.Delegation(requester));
    return switch (policies.decide(request)) {
      case GrantDecision.Granted granted -> {
        List<Right> more = new ArrayList<>(before);
        more.add(granted.right());
        lent.put(name, more);
        session.note("policy", lender.toString(), "lent", granted.right() + " to " + name);
        yield granted.right();
      }
      case GrantDecision.Refused none ->
          throw refused(right, name, none.refusals().getFirst().reason());
    };
  }

  private ServiceFailure refused(Right right, String name, String why) {
    session.note("policy", lender.toString(), "lending-refused", right + " to " + name);
    return new ServiceFailure(PermissionRequest.REFUSED, why);
  }

  /** Gives a guest of {@code name} what it is lent, before it runs. */
  synchronized void give(Activation from, Activation to, String name) {
    for (Right right : lent.getOrDefault(name, List.of())) {
      if (!from.lend(to, right)) {
        throw new ServiceFailure(
            PermissionRequest.REFUSED, "there is nothing of " + right + " to lend");
      }
    }
  }
}
