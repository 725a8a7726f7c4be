package dev.symphony.kernel.gate;

/** Why the gate refused a call. Each reason has a page in {@code docs/errors}. */
public enum DenialReason {
  UNKNOWN_HANDLE("denied-unknown-handle"),
  REVOKED("denied-revoked"),
  NOT_GRANTED("denied-not-granted"),
  EXPIRED("denied-expired"),
  RESOURCE("denied-resource"),
  ARGUMENT("denied-argument"),
  CALL_QUOTA("denied-quota"),
  BYTE_QUOTA("denied-quota"),
  RATE("denied-rate"),
  CAVEAT("denied-caveat");

  private final String code;

  DenialReason(String code) {
    this.code = code;
  }

  /** The code, kebab-case. */
  public String code() {
    return code;
  }
}
