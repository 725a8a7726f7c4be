package dev.symphony.pit.workflow;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place that a value comes from; as text it is a whole string {@code ${...}}. */
public sealed interface Reference {

  /** {@code ${inputs.NAME}}: an input of the workflow. */
  record Input(String name) implements Reference {}

  /** {@code ${nodes.ID.output}}: what a node returned; needs the node to complete. */
  record Output(String node) implements Reference {}

  /** {@code ${nodes.ID.outcome}}: how a node ended; needs the node to end in any way. */
  record Outcome(String node) implements Reference {}

  /** Whether {@code text} means to be a reference. */
  static boolean isMeant(String text) {
    return text.contains("${");
  }

  /** The reference that {@code text} is, if it is well-formed. */
  static Optional<Reference> parse(String text) {
    Matcher matcher = Form.PATTERN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String input = matcher.group("input");
    if (input != null) {
      return Optional.of(new Input(input));
    }
    String node = matcher.group("node");
    return Optional.of(
        matcher.group("what").equals("output") ? new Output(node) : new Outcome(node));
  }

  /** The form of references. */
  final class Form {
    private static final Pattern PATTERN =
        Pattern.compile(
            "\\$\\{(?:inputs\\.(?<input>[A-Za-z0-9_-]+)"
                + "|nodes\\.(?<node>[A-Za-z0-9_-]+)\\.(?<what>output|outcome))}");

    private Form() {}
  }
}
