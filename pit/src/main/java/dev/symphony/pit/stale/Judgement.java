package dev.symphony.pit.stale;

/**
 * What becomes of a content.
 *
 * @param digest which one
 * @param fate keep, archive or delete
 * @param value what it is worth, from 0 to 1
 * @param reason why, in words
 */
public record Judgement(String digest, String fate, double value, String reason) {}
