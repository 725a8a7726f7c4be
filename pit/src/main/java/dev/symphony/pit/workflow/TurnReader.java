package dev.symphony.pit.workflow;

import dev.symphony.document.Section;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads when a node runs and how often. */
final class TurnReader {
  private static final long MAX_BATCH = 1_000_000;

  private final NodeReader nodes;
  private final Section section;

  TurnReader(NodeReader nodes, Section section) {
    this.nodes = nodes;
    this.section = section;
  }

  Node.Turn turn() {
    return new Node.Turn(section.optionalValue("when").map(this::condition), each());
  }

  /** What it depends on. */
  static Stream<Reference> references(Node.Turn turn) {
    return Stream.concat(
        turn.when().stream().flatMap(when -> when.value().references()),
        turn.each().stream().flatMap(each -> each.items().references()));
  }

  private Condition condition(Object value) {
    if (!(value instanceof Map<?, ?>)) {
      return new Condition(nodes.template(section, "when", value), new Condition.Test.Something());
    }
    Section when = section.section("when");
    when.allowOnly("value", "is", "is_not", "above", "below");
    Condition.Test test =
        when.keys().stream()
            .filter(key -> !key.equals("value"))
            .reduce((one, other) -> {
              throw when.rejected(other, "a condition has one of is, is_not, above and below");
            })
            .map(key -> test(when, key))
            .orElseGet(Condition.Test.Something::new);
    return new Condition(nodes.template(when, "value", when.value("value")), test);
  }

  private static Condition.Test test(Section when, String key) {
    return switch (key) {
      case "is" -> new Condition.Test.Is(when.value(key));
      case "is_not" -> new Condition.Test.IsNot(when.value(key));
      case "above" -> new Condition.Test.Above(number(when, key));
      default -> new Condition.Test.Below(number(when, key));
    };
  }

  private static Number number(Section when, String key) {
    if (when.value(key) instanceof Number number) {
      return number;
    }
    throw when.rejected(key, "this is compared with a number");
  }

  private Optional<FanOut> each() {
    Optional<Object> items = section.optionalValue("each");
    if (items.isEmpty()) {
      for (String key : new String[] {"batch", "gather"}) {
        if (section.keys().contains(key)) {
          throw section.rejected(key, "this is for a node with 'each'");
        }
      }
      return Optional.empty();
    }
    long batch = section.optionalWhole("batch").orElse(1L);
    if (batch < 1 || batch > MAX_BATCH) {
      throw section.rejected("batch", "a batch has 1 to " + MAX_BATCH + " items");
    }
    return Optional.of(
        new FanOut(nodes.template(section, "each", items.get()), (int) batch, gather()));
  }

  private FanOut.Gather gather() {
    String text = section.optionalText("gather").orElse("list");
    return switch (text) {
      case "list" -> FanOut.Gather.LIST;
      case "join" -> FanOut.Gather.JOIN;
      default ->
          throw section.rejected(
              "gather", "'" + text + "' is no way to gather results (allowed: list, join)");
    };
  }
}
