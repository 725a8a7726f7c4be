package dev.symphony.host.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.pit.trace.Trace;
import dev.symphony.pit.trace.TraceTask;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What happened in a run of a recorded workflow, checked against the record alone: every task ran
 * once, and began after each of its parents had ended.
 */
final class RecordedOrder {
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

  void begins(String node) {
    happened.add("+" + node);
  }

  void ends(String node) {
    happened.add("-" + node);
  }

  /** Checks; {@code nodes} are the names of the tasks of the record, in its order. */
  void check(Trace trace, List<String> nodes) {
    assertEquals(2 * nodes.size(), happened.size(), trace.name());
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < happened.size(); i++) {
      assertEquals(null, places.put(happened.get(i), i), "twice: " + happened.get(i));
    }
    Map<String, String> names = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      names.put(trace.tasks().get(i).id(), nodes.get(i));
    }
    for (TraceTask task : trace.tasks()) {
      int begin = places.getOrDefault("+" + names.get(task.id()), -1);
      for (String parent : task.parents()) {
        int end = places.getOrDefault("-" + names.get(parent), Integer.MAX_VALUE);
        assertTrue(end < begin, () -> trace.name() + ": " + task.id() + " before " + parent);
      }
    }
  }
}
