package dev.symphony.host.session;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.policy.CedarGrantPolicy;
import dev.symphony.policy.PolicySource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The policy of a session. It is read when the first extension asks for something, and again when
 * its file has changed; a change that is broken is told, and the set before it stays in force.
 */
public final class Policies {
  private final PolicyPlace place;
  private final ServiceCatalog catalog;
  private final Consumer<String> notes;
  private @Nullable Loaded loaded;

  private record Loaded(CedarGrantPolicy policy, PolicySource source) {}

  /**
   * A policy that nothing has been read of yet.
   *
   * @param notes is told of changes
   */
  public Policies(PolicyPlace place, ServiceCatalog catalog, Consumer<String> notes) {
    this.place = place;
    this.catalog = catalog;
    this.notes = notes;
  }

  /**
   * Decides on one request.
   *
   * @throws UserError when the set is broken or unreadable, and there was none before it
   */
  public synchronized GrantDecision decide(GrantRequest request) throws UserError {
    Loaded known = loaded;
    if (known == null) {
      PolicySource source = place.read();
      known = new Loaded(compile(source), source);
      loaded = known;
    } else if (place.mayHaveChanged()) {
      known = changed(known);
      loaded = known;
    }
    return known.policy().decide(request);
  }

  private CedarGrantPolicy compile(PolicySource source) throws UserError {
    try {
      return CedarGrantPolicy.of(source, catalog);
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  private Loaded changed(Loaded before) {
    try {
      PolicySource now = place.read();
      if (now.equals(before.source())) {
        return before;
      }
      Loaded next = new Loaded(compile(now), now);
      notes.accept("policy: " + now.name() + " is in force");
      return next;
    } catch (UserError e) {
      notes.accept("policy: the set before stays in force: " + e.text() + " (" + e.code() + ")");
      return before;
    }
  }
}
