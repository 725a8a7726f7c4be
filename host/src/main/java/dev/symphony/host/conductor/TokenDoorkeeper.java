package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.key.KeyException;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.token.HolderProof;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.VerifiedTokenCache;
import dev.symphony.conductor.control.Doorkeeper;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.admission.Admission;
import dev.symphony.kernel.admission.AdmissionResult;
import dev.symphony.kernel.admission.Challenges;
import dev.symphony.kernel.admission.Presentation;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.service.ServiceObject;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Lets in whoever has a token for the simulations, by the admission of the kernel. */
final class TokenDoorkeeper implements Doorkeeper {
  private static final long REMEMBERED_BYTES = 64 << 10;
  private static final int CHALLENGE_BYTES = 32;

  private final Admission admission;

  /**
   * Admits tokens for one object.
   *
   * @param simulations what tokens are for
   */
  TokenDoorkeeper(Session session, RootKeys roots, ServiceObject simulations, SecureRandom random) {
    this.admission =
        new Admission(
            session.kernel().grants(),
            session.clock(),
            session.audit(),
            VerifiedTokenCache.of(TokenVerifier.of(roots), REMEMBERED_BYTES)::verify,
            (service, object) ->
                service.equals(simulations.declaration().name()) && object.isEmpty()
                    ? Optional.of(simulations)
                    : Optional.empty(),
            new Challenges(() -> nonce(random), session.clock()));
  }

  /** The authority block of a token that carries a grant, bound to a key. */
  Block carry(Grant grant, PublicKey holder) {
    return admission.carry(grant, "", Optional.of(holder));
  }

  private static Bytes nonce(SecureRandom random) {
    byte[] bytes = new byte[CHALLENGE_BYTES];
    random.nextBytes(bytes);
    return Bytes.ofOwnedArray(bytes);
  }

  @Override
  public Bytes challenge() {
    return admission.challenge();
  }

  @Override
  public AdmissionResult admit(
      Bytes token, String key, Bytes challenge, Bytes signature, CapabilityTable table) {
    try {
      HolderProof proof = new HolderProof(PublicKey.parse(key), challenge, signature);
      return admission.admit(new Presentation(token, List.of(proof)), table);
    } catch (KeyException e) {
      return new AdmissionResult.Refused("token-holder-proof", "the key is no key");
    }
  }
}
