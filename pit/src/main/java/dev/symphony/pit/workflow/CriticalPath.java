package dev.symphony.pit.workflow;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The chain of nodes, each waiting for the one before, that took longest in all. */
final class CriticalPath {
  private CriticalPath() {}

  /**
   * The ids along the path.
   *
   * @param records in an order in which every node comes after those it waited for
   */
  static List<String> of(Map<String, NodeRecord> records, Dependencies dependencies) {
    Map<String, Duration> longest = new HashMap<>();
    Map<String, String> previous = new HashMap<>();
    Optional<String> last = Optional.empty();
    Duration total = Duration.ofNanos(-1);
    for (NodeRecord node : records.values()) {
      Duration before = Duration.ZERO;
      for (String id : dependencies.before(node.id())) {
        Duration chain = longest.getOrDefault(id, Duration.ZERO);
        if (chain.compareTo(before) >= 0) {
          before = chain;
          previous.put(node.id(), id);
        }
      }
      Duration chain = before.plus(node.elapsed());
      longest.put(node.id(), chain);
      if (chain.compareTo(total) > 0) {
        total = chain;
        last = Optional.of(node.id());
      }
    }
    Deque<String> path = new ArrayDeque<>();
    for (; last.isPresent(); last = Optional.ofNullable(previous.get(path.peek()))) {
      path.push(last.get());
    }
    return List.copyOf(path);
  }
}
