package dev.symphony.pit.workflow;

import java.time.Duration;

/**
 * What is known about a node when it is over with.
 *
 * @param id the node
 * @param result how it went
 * @param attempts how often it was tried, 0 when skipped
 * @param begin when its first attempt started, since the start of the run
 * @param elapsed from its first attempt to its end, pauses included
 */
public record NodeRecord(
    String id, NodeResult result, int attempts, Duration begin, Duration elapsed) {}
