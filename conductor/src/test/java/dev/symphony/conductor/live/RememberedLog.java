package dev.symphony.conductor.live;

import java.util.ArrayList;
import java.util.List;

/** Remembers what it hears. */
final class RememberedLog implements LiveLog {
  final List<LiveDecision> decisions = new ArrayList<>();
  final List<String> incidents = new ArrayList<>();

  @Override
  public void decided(LiveDecision decision) {
    decisions.add(decision);
  }

  @Override
  public void incident(String run, String code, String detail) {
    incidents.add(code);
  }

  LiveDecision last() {
    return decisions.getLast();
  }
}
