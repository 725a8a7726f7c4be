package dev.symphony.registry.trust;

import dev.symphony.registry.Digest;
import java.time.Instant;

/**
 * A key whose signatures are refused, old ones included.
 *
 * @param fingerprint the key
 * @param at when the home learned of it
 * @param reason why, in plain words
 */
public record RevokedKey(Digest fingerprint, Instant at, String reason) {}
