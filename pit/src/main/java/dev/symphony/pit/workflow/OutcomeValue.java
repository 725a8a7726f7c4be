package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The value that {@code ${nodes.ID.outcome}} stands for. */
final class OutcomeValue {
  private OutcomeValue() {}

  static Map<String, @Nullable Object> of(NodeResult result) {
    Map<String, @Nullable Object> value = new LinkedHashMap<>();
    value.put("outcome", result.id());
    switch (result) {
      case NodeResult.Ran ran -> putOutcome(value, ran.outcome());
      case NodeResult.Skipped skipped -> value.put("error", error(skipped.cause()));
    }
    return Collections.unmodifiableMap(value);
  }

  private static void putOutcome(Map<String, @Nullable Object> value, GuestOutcome outcome) {
    switch (outcome) {
      case GuestOutcome.Completed completed -> value.put("value", completed.value());
      case GuestOutcome.Failed failed -> value.put("error", error(failed.error()));
      case GuestOutcome.Denied denied -> value.put("error", error(denied.error()));
      case GuestOutcome.HostFault fault -> value.put("error", error(fault.error()));
      case GuestOutcome.LimitHit hit -> value.put("limit", hit.limit().id());
      case GuestOutcome.Cancelled cancelled -> {}
    }
    value.put("cpuMs", outcome.usage().cpu().toMillis());
    value.put("wallMs", outcome.usage().wall().toMillis());
  }

  private static Map<String, Object> error(GuestError error) {
    return error(error.code(), error.message());
  }

  private static Map<String, Object> error(NodeResult.Cause cause) {
    String message =
        switch (cause) {
          case NodeResult.Cause.NeededNode needed -> "'" + needed.id() + "' did not complete";
          case NodeResult.Cause.WorkflowFailed failed ->
              "the workflow failed at '" + failed.id() + "'";
          case NodeResult.Cause.RunCancelled cancelled -> "the run was cancelled";
          case NodeResult.Cause.ConditionFalse condition -> "its condition did not hold";
        };
    return error("node-skipped", message);
  }

  private static Map<String, Object> error(String code, String message) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code);
    error.put("message", message);
    return Collections.unmodifiableMap(error);
  }
}
