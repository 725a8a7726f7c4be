package dev.symphony.pit.pool;

import java.time.Duration;

/**
 * What a pool may have.
 *
 * @param maxLoaded the most items loaded at a time
 * @param maxBytes the most memory of all loaded items
 * @param budget the most that loading may cost in all, in millionths of the unit of money
 * @param cooldown how long an item stays loaded that nobody has
 * @param failureRest how long a failed item is left alone
 */
public record PoolLimits(
    int maxLoaded, long maxBytes, long budget, Duration cooldown, Duration failureRest) {}
