package dev.symphony.conductor.control;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.admission.AdmissionResult;
import dev.symphony.kernel.gate.CapabilityTable;

/** Lets Conductors in that have a token: a port to whoever wires the kernel's admission. */
public interface Doorkeeper {
  /** A challenge to be signed by the holder of a token. */
  Bytes challenge();

  /**
   * Admits a token.
   *
   * @param key the holder's public key, {@code ed25519/HEX}
   * @param signature by that key, over the token and the challenge
   * @param table where the grant is put
   */
  AdmissionResult admit(
      Bytes token, String key, Bytes challenge, Bytes signature, CapabilityTable table);
}
