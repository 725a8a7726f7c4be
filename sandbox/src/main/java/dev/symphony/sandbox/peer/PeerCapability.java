package dev.symphony.sandbox.peer;

/**
 * What a process calls another by.
 *
 * @param slot the place in the table of generations
 * @param generation the generation that it was given out with
 */
public record PeerCapability(int slot, long generation) {}
