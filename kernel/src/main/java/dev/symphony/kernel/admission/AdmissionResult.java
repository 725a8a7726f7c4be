package dev.symphony.kernel.admission;

import dev.symphony.kernel.grant.Grant;

/** What presenting a token led to. */
public sealed interface AdmissionResult {
  /** The presenter has a handle now. */
  record Admitted(long handle, Grant grant) implements AdmissionResult {}

  /**
   * The presenter has nothing.
   *
   * @param code kebab-case, with a page in {@code docs/errors}
   */
  record Refused(String code, String message) implements AdmissionResult {}
}
