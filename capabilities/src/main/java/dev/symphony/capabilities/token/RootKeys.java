package dev.symphony.capabilities.token;

import dev.symphony.capabilities.key.PublicKey;
import java.util.Map;
import java.util.Optional;

/** The public keys that authority blocks may be signed with. */
@FunctionalInterface
public interface RootKeys {
  /**
   * The key to verify a token with, or nothing to refuse it.
   *
   * @param rootKeyId the number that the token names, where it names one
   */
  Optional<PublicKey> find(Optional<Integer> rootKeyId);

  /** One key for all tokens, whatever number they name. */
  static RootKeys single(PublicKey key) {
    return rootKeyId -> Optional.of(key);
  }

  /** Keys by number; a token that names no number, or another one, is refused. */
  static RootKeys byId(Map<Integer, PublicKey> keys) {
    Map<Integer, PublicKey> known = Map.copyOf(keys);
    return rootKeyId -> rootKeyId.map(known::get);
  }
}
