package dev.symphony.capabilities.datalog;

/**
 * A check that did not hold.
 *
 * @param origin the authorizer, or the block that the check stands in
 * @param index the place of the check there, counted from 0
 * @param check the check itself
 */
public record FailedCheck(Origin origin, int index, Check check) {}
