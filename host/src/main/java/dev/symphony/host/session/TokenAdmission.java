package dev.symphony.host.session;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.token.HolderProof;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.VerifiedTokenCache;
import dev.symphony.host.UserError;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.admission.Admission;
import dev.symphony.kernel.admission.AdmissionResult;
import dev.symphony.kernel.admission.Challenges;
import dev.symphony.kernel.admission.ObjectDirectory;
import dev.symphony.kernel.admission.Presentation;
import dev.symphony.kernel.audit.AuditPort;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Turns tokens into grants of this session, which guests can be endowed from. */
public final class TokenAdmission {
  private static final Holder BEARER = new Holder("bearer");
  private static final long REMEMBERED_BYTES = 1 << 20;
  private static final int CHALLENGE_BYTES = 32;

  private final Admission admission;
  private final CapabilityTable table = new CapabilityTable(BEARER);

  TokenAdmission(
      GrantTree grants,
      KernelClock clock,
      AuditPort audit,
      RootKeys rootKeys,
      ObjectDirectory objects) {
    SecureRandom random = new SecureRandom();
    this.admission =
        new Admission(
            grants,
            clock,
            audit,
            VerifiedTokenCache.of(TokenVerifier.of(rootKeys), REMEMBERED_BYTES)::verify,
            objects,
            new Challenges(() -> challenge(random), clock));
  }

  private static Bytes challenge(SecureRandom random) {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    random.nextBytes(bytes);
    return Bytes.ofOwnedArray(bytes);
  }

  /**
   * The grant that a token leads to; everything derived from it is under all checks of the token.
   *
   * @throws UserError with the code of the refusal
   */
  public Grant admit(PresentedToken presented) throws UserError {
    Optional<HolderProof> proof =
        presented
            .holder()
            .map(key -> HolderProof.sign(key, admission.challenge(), presented.token()));
    Presentation presentation =
        new Presentation(presented.token(), proof.map(List::of).orElse(List.of()));
    return switch (admission.admit(presentation, table)) {
      case AdmissionResult.Admitted(long _, Grant grant) -> grant;
      case AdmissionResult.Refused(String code, String message) ->
          throw new UserError(code, message);
    };
  }
}
