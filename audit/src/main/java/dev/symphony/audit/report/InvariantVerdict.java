package dev.symphony.audit.report;

/**
 * A property that somebody demands, and whether it holds.
 *
 * @param name its name
 * @param text what it demands, in plain words
 * @param verdict PROVED, VIOLATED or UNKNOWN
 * @param detail the chain of steps that violates it, or why it is unknown
 */
public record InvariantVerdict(String name, String text, String verdict, String detail) {}
