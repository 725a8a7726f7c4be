package dev.symphony.host.key;

import dev.symphony.capabilities.key.PublicKey;
import java.time.Instant;
import java.util.Locale;

/**
 * A root key of a home.
 *
 * @param id the number that tokens name it by; never given to another key of the home
 * @param publicKey the public half
 * @param state what it is still good for
 * @param since when it was made
 */
public record RootKey(int id, PublicKey publicKey, State state, Instant since) {
  /** What a root key is good for. */
  public enum State {
    /** Signs new tokens; there is one such key at most. */
    ACTIVE,
    /** Signs nothing any more; what it signed is still accepted. */
    VERIFYING,
    /** What it signed is refused. */
    RETIRED;

    /** The name in lower case. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  RootKey in(State next) {
    return new RootKey(id, publicKey, next, since);
  }
}
