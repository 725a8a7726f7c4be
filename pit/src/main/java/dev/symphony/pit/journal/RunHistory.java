package dev.symphony.pit.journal;

import dev.symphony.pit.workflow.Checkpoint;
import dev.symphony.pit.workflow.NodeRecord;
import dev.symphony.pit.workflow.WorkflowResult;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal says about its run.
 *
 * @param header what it was begun with
 * @param epoch how many hosts have set about it
 * @param settled what is over with, by name of the node or item
 * @param attempts how many attempts were started, by the same names
 * @param end how and when it ended, unless it is on its way or was interrupted
 */
public record RunHistory(
    RunHeader header,
    int epoch,
    Map<String, NodeRecord> settled,
    Map<String, Integer> attempts,
    Optional<End> end) {

  /** How and when a run ended. */
  public record End(WorkflowResult.Status status, Instant at) {}

  public RunHistory {
    settled = Collections.unmodifiableMap(new LinkedHashMap<>(settled));
    attempts = Collections.unmodifiableMap(new LinkedHashMap<>(attempts));
  }

  static Optional<RunHistory> of(List<Entry> entries) {
    if (entries.isEmpty() || !(entries.getFirst() instanceof Entry.Begun begun)) {
      return Optional.empty();
    }
    int epoch = 0;
    Map<String, NodeRecord> settled = new LinkedHashMap<>();
    Map<String, Integer> attempts = new HashMap<>();
    Optional<End> end = Optional.empty();
    for (Entry entry : entries) {
      switch (entry) {
        case Entry.Begun again -> {}
        case Entry.Opened opened -> {
          epoch = opened.epoch();
          if (triesAgain(end)) {
            settled.values().removeIf(record -> !record.result().completed());
          }
          end = Optional.empty();
        }
        case Entry.Started started -> {
          attempts.merge(started.unit(), started.attempt(), Math::max);
          settled.remove(started.unit());
        }
        case Entry.Settled done -> settled.put(done.record().id(), done.record());
        case Entry.Finished finished ->
            end = Optional.of(new End(finished.status(), finished.at()));
      }
    }
    return Optional.of(new RunHistory(begun.header(), epoch, settled, attempts, end));
  }

  /**
   * Where the run goes on. An interrupted one goes on where it was; one that failed or was
   * cancelled keeps what completed, and tries the rest again; one that completed keeps everything,
   * the failures that it was to go on after included.
   */
  public Checkpoint checkpoint() {
    Map<String, NodeRecord> kept = new LinkedHashMap<>(settled);
    if (triesAgain(end)) {
      kept.values().removeIf(record -> !record.result().completed());
    }
    return new Checkpoint(kept, attempts);
  }

  private static boolean triesAgain(Optional<End> end) {
    return end.isPresent() && !end.get().status().isSuccess();
  }
}
