package dev.symphony.host.session;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantPolicy;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.policy.CedarGrantPolicy;
import dev.symphony.policy.PolicySource;
import org.jspecify.annotations.Nullable;

/** The policy of a session, read when the first extension asks for something. */
final class Policies {
  private final ServiceCatalog catalog;
  private @Nullable GrantPolicy policy;

  Policies(ServiceCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Decides on one request.
   *
   * @throws UserError when the policy set is broken
   */
  synchronized GrantDecision decide(GrantRequest request) throws UserError {
    GrantPolicy known = policy;
    if (known == null) {
      known = read();
      policy = known;
    }
    return known.decide(request);
  }

  private GrantPolicy read() throws UserError {
    try {
      return CedarGrantPolicy.of(PolicySource.standard(), catalog);
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }
}
