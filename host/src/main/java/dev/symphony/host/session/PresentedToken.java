package dev.symphony.host.session;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.key.PrivateKey;
import java.util.Optional;

/**
 * A token that somebody at the host presents for a guest.
 *
 * @param token its bytes
 * @param holder the key that it is bound to, when the presenter has it
 */
public record PresentedToken(Bytes token, Optional<PrivateKey> holder) {}
