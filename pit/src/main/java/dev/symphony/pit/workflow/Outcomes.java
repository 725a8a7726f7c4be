package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.schedule.Event;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The latest outcome of each step that has had an attempt, or that consists of items. */
final class Outcomes {
  private record Expansion(FanOut fanOut, int firstItem, int count) {}

  private final Map<Integer, GuestOutcome> latest = new HashMap<>();
  private final Map<Integer, Expansion> expansions = new HashMap<>();
  private final Set<Integer> timedOut = new HashSet<>();

  /** Notes that {@code step} consists of items. */
  void expand(int step, FanOut fanOut, int firstItem, int count) {
    expansions.put(step, new Expansion(fanOut, firstItem, count));
  }

  boolean isExpanded(int step) {
    return expansions.containsKey(step);
  }

  /** Notes that the attempt at {@code step} is being ended because it takes too long. */
  void timeOut(int step) {
    timedOut.add(step);
  }

  /** Notes how an attempt ended, and says what that means for the schedule. */
  Event.Ending note(int step, GuestOutcome outcome) {
    GuestOutcome noted =
        timedOut.remove(step) && outcome instanceof GuestOutcome.Cancelled cancelled
            ? new GuestOutcome.LimitHit(Limit.WALL, cancelled.usage())
            : outcome;
    latest.put(step, noted);
    return switch (noted) {
      case GuestOutcome.Completed completed -> Event.Ending.COMPLETED;
      case GuestOutcome.Failed failed -> Event.Ending.FAILED;
      case GuestOutcome.LimitHit hit -> Event.Ending.FAILED;
      case GuestOutcome.HostFault fault -> Event.Ending.FAILED;
      case GuestOutcome.Denied denied -> Event.Ending.REFUSED;
      case GuestOutcome.Cancelled cancelled -> Event.Ending.CANCELLED;
    };
  }

  /** The outcome of a step that is over with. */
  GuestOutcome of(int step) {
    Expansion expansion = expansions.get(step);
    return expansion == null ? ofAttempt(step) : ofItems(expansion);
  }

  private GuestOutcome ofAttempt(int step) {
    return Optional.ofNullable(latest.get(step))
        .orElseGet(() ->
            new GuestOutcome.Failed(
                new GuestError("node-failed", "a node of the workflow inside failed"), Usage.NONE));
  }

  private GuestOutcome ofItems(Expansion expansion) {
    List<@Nullable Object> values = new ArrayList<>();
    Optional<GuestOutcome> failed = Optional.empty();
    Usage usage = Usage.NONE;
    for (int i = 0; i < expansion.count(); i++) {
      GuestOutcome item = latest.remove(expansion.firstItem() + i);
      if (item == null) {
        continue;
      }
      usage =
          new Usage(usage.cpu().plus(item.usage().cpu()), usage.wall().plus(item.usage().wall()));
      if (item instanceof GuestOutcome.Completed completed) {
        values.add(completed.value());
      } else if (failed.isEmpty() || failed.get() instanceof GuestOutcome.Cancelled) {
        failed = Optional.of(item);
      }
    }
    Usage all = usage;
    return failed.orElseGet(() ->
        values.size() == expansion.count()
            ? new GuestOutcome.Completed(expansion.fanOut().gathered(values), all)
            : new GuestOutcome.Cancelled(all));
  }
}
