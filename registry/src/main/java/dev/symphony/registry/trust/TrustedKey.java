package dev.symphony.registry.trust;

import dev.symphony.registry.signing.PublisherKey;
import java.time.Instant;

/**
 * A key that a home accepts for a publisher.
 *
 * @param key the key
 * @param since when it was accepted
 * @param how by whom, or by which rule
 */
public record TrustedKey(PublisherKey key, Instant since, String how) {}
