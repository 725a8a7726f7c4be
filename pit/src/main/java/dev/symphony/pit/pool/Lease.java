package dev.symphony.pit.pool;

/**
 * An item on loan.
 *
 * @param id for giving it back
 * @param item which item, the backup when the one that was asked for has failed
 * @param warm whether it was loaded already
 */
public record Lease(long id, String item, boolean warm) {}
