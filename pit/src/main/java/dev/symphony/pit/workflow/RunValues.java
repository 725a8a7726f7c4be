package dev.symphony.pit.workflow;

import dev.symphony.kernel.guest.GuestOutcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the references of a run stand for, as far as it has got. */
final class RunValues {
  private final WorkflowInputs inputs;
  private final Map<String, NodeRecord> records =
      Collections.synchronizedMap(new LinkedHashMap<>());

  RunValues(WorkflowInputs inputs) {
    this.inputs = inputs;
  }

  WorkflowInputs inputs() {
    return inputs;
  }

  /** Notes that a node is over with. */
  void settle(NodeRecord record) {
    records.put(record.id(), record);
  }

  /** The nodes that are over with, in that order. */
  Map<String, NodeRecord> records() {
    return records;
  }

  /** {@code template} filled in for a node, or for one item of it. */
  @Nullable Object fill(Template template, Optional<Unit.Item> item) {
    return template.fill(reference -> value(reference, item));
  }

  private @Nullable Object value(Reference reference, Optional<Unit.Item> item) {
    return switch (reference) {
      case Reference.Input input -> inputs.values().get(input.name());
      case Reference.Output output -> output(output.node());
      case Reference.Outcome outcome -> OutcomeValue.of(record(outcome.node()).result());
      case Reference.Item here -> item.map(Unit.Item::value).orElse(null);
      case Reference.Index here -> (long) item.map(Unit.Item::index).orElse(0);
      case Reference.Part part -> part.of(value(part.whole(), item));
    };
  }

  private NodeRecord record(String id) {
    return Objects.requireNonNull(records.get(id), id);
  }

  private @Nullable Object output(String id) {
    return record(id).result() instanceof NodeResult.Ran ran
            && ran.outcome() instanceof GuestOutcome.Completed completed
        ? completed.value()
        : null;
  }

  /** Whether every output that {@code template} refers to is there. */
  boolean isComplete(Template template) {
    return template
        .references()
        .map(Reference::source)
        .allMatch(reference ->
            !(reference instanceof Reference.Output output)
                || record(output.node()).result().completed());
  }
}
