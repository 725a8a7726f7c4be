package dev.symphony.kernel.admission;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.token.HolderProof;
import java.util.List;

/**
 * A token that somebody wants to use.
 *
 * @param token its bytes
 * @param proofs for each holder that it is bound to, that the presenter has the key
 */
public record Presentation(Bytes token, List<HolderProof> proofs) {
  public Presentation {
    proofs = List.copyOf(proofs);
  }
}
