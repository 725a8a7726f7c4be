package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.key.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns the scopes that statements name into the origins that they trust. */
final class Scoping {
  /** What is trusted where no scope says otherwise: the authority block and the authorizer. */
  private static final Origin STANDARD = Origin.block(0).with(Origin.authorizer());

  private final Map<PublicKey, Origin> signedBy;

  private Scoping(Map<PublicKey, Origin> signedBy) {
    this.signedBy = signedBy;
  }

  static Scoping of(List<SignedBlockContent> blocks) {
    Map<PublicKey, Origin> signedBy = new HashMap<>();
    for (int i = 0; i < blocks.size(); i++) {
      Origin place = Origin.block(i);
      blocks.get(i).thirdParty().ifPresent(key -> signedBy.merge(key, place, Origin::with));
    }
    return new Scoping(signedBy);
  }

  /** The origins that statements of a block trust unless they name their own. */
  Origin trustedByBlock(List<Scope> scopes, Origin place) {
    return trusted(scopes, STANDARD, place);
  }

  /** The origins that a statement trusts; its own place and the authorizer always among them. */
  Origin trusted(List<Scope> scopes, Origin byDefault, Origin place) {
    Origin own = place.with(Origin.authorizer());
    if (scopes.isEmpty()) {
      return byDefault.with(own);
    }
    Origin trusted = own;
    for (Scope scope : scopes) {
      trusted = trusted.with(named(scope, place));
    }
    return trusted;
  }

  private Origin named(Scope scope, Origin place) {
    return switch (scope) {
      case Scope.Authority _ -> Origin.block(0);
      case Scope.Previous _ ->
          place.hasAuthorizer()
              ? Origin.none()
              : Origin.blocksBefore(place.blocks().getFirst() + 1);
      case Scope.SignedBy(PublicKey key) -> signedBy.getOrDefault(key, Origin.none());
    };
  }
}
