package dev.symphony.pit.workflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place that a value comes from; as text it is a whole string {@code ${...}}. */
public sealed interface Reference {

  /** {@code ${inputs.NAME}}: an input of the workflow. */
  record Input(String name) implements Reference {}

  /** {@code ${nodes.ID.output}}: what a node returned. */
  record Output(String node) implements Reference {}

  /** {@code ${nodes.ID.outcome}}: how a node ended; needs the node to end in any way. */
  record Outcome(String node) implements Reference {}

  /** {@code ${item}}: the item that this run of a node is for. */
  record Item() implements Reference {}

  /** {@code ${index}}: the place of that item, counted from 0. */
  record Index() implements Reference {}

  /** {@code ${….KEY.KEY}}: a part of a value; null when there is no such part. */
  record Part(Reference whole, List<String> path) implements Reference {
    public Part {
      path = List.copyOf(path);
    }

    /** The part of {@code value}. */
    @Nullable Object of(@Nullable Object value) {
      return of(path, value);
    }

    /** The part of {@code value} that {@code path} leads to. */
    static @Nullable Object of(List<String> path, @Nullable Object value) {
      Object at = value;
      for (String key : path) {
        at = step(at, key);
      }
      return at;
    }

    private static @Nullable Object step(@Nullable Object at, String key) {
      if (at instanceof List<?> list && key.matches("[0-9]{1,9}")) {
        int index = Integer.parseInt(key);
        return index < list.size() ? list.get(index) : null;
      }
      return at instanceof Map<?, ?> map ? map.get(key) : null;
    }
  }

  /** The reference without the path behind it. */
  default Reference source() {
    return this instanceof Part part ? part.whole() : this;
  }

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
    Reference source = Form.source(matcher);
    String path = matcher.group("path");
    return Optional.of(
        path.isEmpty() ? source : new Part(source, List.of(path.substring(1).split("\\.", -1))));
  }

  /** The form of references. */
  final class Form {
    private static final Pattern PATTERN =
        Pattern.compile(
            "\\$\\{(?:inputs\\.(?<input>[A-Za-z0-9_-]+)"
                + "|nodes\\.(?<node>[A-Za-z0-9_-]+)\\.(?<what>output|outcome)"
                + "|(?<here>item|index))(?<path>(?:\\.[A-Za-z0-9_-]+)*)}");

    private Form() {}

    private static Reference source(Matcher matcher) {
      String input = matcher.group("input");
      if (input != null) {
        return new Input(input);
      }
      String node = matcher.group("node");
      if (node != null) {
        return matcher.group("what").equals("output") ? new Output(node) : new Outcome(node);
      }
      return matcher.group("here").equals("item") ? new Item() : new Index();
    }
  }
}
