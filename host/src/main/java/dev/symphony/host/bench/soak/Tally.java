package dev.symphony.host.bench.soak;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What happened so far, counted by all publishers together. */
final class Tally {
  private static final int MOST_COMPLAINTS = 50;

  final AtomicLong answers = new AtomicLong();
  final AtomicLong stopped = new AtomicLong();
  final AtomicLong lost = new AtomicLong();
  final AtomicLong kills = new AtomicLong();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  /** Notes something that must not happen. */
  void complain(String what) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(what);
    }
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }
}
