package dev.symphony.capabilities.caveat;

/** What a compiled condition says about a call. */
enum Verdict {
  HOLDS,
  FAILS,
  /** The call is outside of what was compiled: Datalog has to say. */
  UNSURE;

  static Verdict of(boolean holds) {
    return holds ? HOLDS : FAILS;
  }

  Verdict negated() {
    return switch (this) {
      case HOLDS -> FAILS;
      case FAILS -> HOLDS;
      case UNSURE -> UNSURE;
    };
  }
}
