package dev.symphony.pit.journal;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.Limit;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.pit.workflow.NodeResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Results of nodes as lists of values; the first says what kind of result it is. */
final class ResultValue {
  private ResultValue() {}

  static List<@Nullable Object> of(NodeResult result) {
    List<@Nullable Object> fields = new ArrayList<>();
    switch (result) {
      case NodeResult.Ran ran -> {
        GuestOutcome outcome = ran.outcome();
        fields.add(outcome.id());
        fields.add(outcome.usage().cpu().toNanos());
        fields.add(outcome.usage().wall().toNanos());
        addDetails(fields, outcome);
      }
      case NodeResult.Skipped skipped -> {
        fields.add("skipped");
        addCause(fields, skipped.cause());
      }
    }
    return fields;
  }

  private static void addDetails(List<@Nullable Object> fields, GuestOutcome outcome) {
    switch (outcome) {
      case GuestOutcome.Completed completed -> fields.add(completed.value());
      case GuestOutcome.Failed failed -> addError(fields, failed.error());
      case GuestOutcome.Denied denied -> addError(fields, denied.error());
      case GuestOutcome.HostFault fault -> addError(fields, fault.error());
      case GuestOutcome.LimitHit hit -> fields.add(hit.limit().name());
      case GuestOutcome.Cancelled cancelled -> {}
    }
  }

  private static void addError(List<@Nullable Object> fields, GuestError error) {
    fields.add(error.code());
    fields.add(error.message());
  }

  private static void addCause(List<@Nullable Object> fields, NodeResult.Cause cause) {
    switch (cause) {
      case NodeResult.Cause.NeededNode needed -> fields.addAll(List.of("needed", needed.id()));
      case NodeResult.Cause.WorkflowFailed failed -> fields.addAll(List.of("failed", failed.id()));
      case NodeResult.Cause.RunCancelled cancelled -> fields.add("cancelled");
      case NodeResult.Cause.ConditionFalse condition -> fields.add("condition");
    }
  }

  /**
   * Reads what {@link #of} made.
   *
   * @throws IllegalArgumentException when it is something else
   */
  static NodeResult result(List<?> fields) {
    String kind = text(fields, 0);
    if (kind.equals("skipped")) {
      return new NodeResult.Skipped(cause(fields));
    }
    Usage usage = new Usage(nanos(fields, 1), nanos(fields, 2));
    return new NodeResult.Ran(
        switch (kind) {
          case "completed" -> new GuestOutcome.Completed(fields.get(3), usage);
          case "failed" -> new GuestOutcome.Failed(error(fields), usage);
          case "denied" -> new GuestOutcome.Denied(error(fields), usage);
          case "hostFault" -> new GuestOutcome.HostFault(error(fields), usage);
          case "limit" -> new GuestOutcome.LimitHit(Limit.valueOf(text(fields, 3)), usage);
          case "cancelled" -> new GuestOutcome.Cancelled(usage);
          default -> throw new IllegalArgumentException("an unknown result, " + kind);
        });
  }

  private static NodeResult.Cause cause(List<?> fields) {
    String kind = text(fields, 1);
    return switch (kind) {
      case "needed" -> new NodeResult.Cause.NeededNode(text(fields, 2));
      case "failed" -> new NodeResult.Cause.WorkflowFailed(text(fields, 2));
      case "cancelled" -> new NodeResult.Cause.RunCancelled();
      case "condition" -> new NodeResult.Cause.ConditionFalse();
      default -> throw new IllegalArgumentException("an unknown cause, " + kind);
    };
  }

  private static GuestError error(List<?> fields) {
    return new GuestError(text(fields, 3), text(fields, 4));
  }

  private static Duration nanos(List<?> fields, int place) {
    return fields.get(place) instanceof Long nanos ? Duration.ofNanos(nanos) : Duration.ZERO;
  }

  private static String text(List<?> fields, int place) {
    if (place < fields.size() && fields.get(place) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a result lacks a text");
  }
}
