package dev.symphony.pit.pool;

/**
 * The state of an item.
 *
 * @param item its name
 * @param state idle, loading, warm, active, cooldown or failed
 * @param leases how many loans of it are out
 * @param loads how often it was loaded
 * @param hits how often it was lent without loading
 */
public record ItemStatus(String item, String state, long leases, long loads, long hits) {}
