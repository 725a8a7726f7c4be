package dev.symphony.pit.tracker;

import java.util.List;

/**
 * What follows from events.
 *
 * @param decisions what is to be done, as numbers
 * @param nextWake when time has to be passed next; below 0 when it need not
 */
public record Course(List<Long> decisions, long nextWake) {
  public Course {
    decisions = List.copyOf(decisions);
  }
}
