package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestOutcome;
import java.time.Duration;

/**
 * What is known about a node when it is over with.
 *
 * @param id the node, or an item of one as {@code id[index]}
 * @param result how it went
 * @param attempts how often it was tried, 0 when skipped
 * @param begin when its first attempt started, since the start of the run
 * @param elapsed from its first attempt to its end, pauses included
 */
public record NodeRecord(
    String id, NodeResult result, int attempts, Duration begin, Duration elapsed) {

  /** The same without what it returned, for one whose value is that of its items. */
  NodeRecord withoutValue() {
    return result instanceof NodeResult.Ran ran
            && ran.outcome() instanceof GuestOutcome.Completed completed
        ? new NodeRecord(
            id,
            new NodeResult.Ran(new GuestOutcome.Completed(null, completed.usage())),
            attempts,
            begin,
            elapsed)
        : this;
  }
}
