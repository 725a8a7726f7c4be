package dev.symphony.pit.arbitration;

/**
 * An answer of the Arbitration Engine.
 *
 * @param request the request that it is about
 * @param verdict granted, denied or deferred
 * @param amount how much is granted, 0 unless something is
 * @param rationale why, in words
 */
public record Ruling(long request, String verdict, long amount, String rationale) {
  static Ruling granted(long request, long amount, String rationale) {
    return new Ruling(request, "granted", amount, rationale);
  }

  static Ruling denied(long request, String rationale) {
    return new Ruling(request, "denied", 0, rationale);
  }

  static Ruling deferred(long request, String rationale) {
    return new Ruling(request, "deferred", 0, rationale);
  }

  /** Whether something is granted. */
  public boolean isGranted() {
    return verdict.equals("granted");
  }
}
