package dev.symphony.registry.consent;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import java.util.List;
import java.util.stream.Collectors;

/** Rights in words that people understand who never saw a right. */
public final class PlainWords {
  private PlainWords() {}

  /** What the right lets an extension do. */
  public static String of(Right right) {
    String limits =
        right.constraints().stream().map(PlainWords::limit).collect(Collectors.joining(", "));
    return deed(right) + (limits.isEmpty() ? "" : " (" + limits + ")");
  }

  private static String deed(Right right) {
    String what = resources(right.resources());
    return switch (right.service()) {
      case "files" ->
          (Risk.READING.containsAll(right.operations()) ? "look at " : "change ")
              + files(right)
              + " in the directory that you give it";
      case "http" -> "send requests over the network to " + what;
      case "models" -> "run the model " + what;
      case "extensions" -> "call the extension " + what;
      case "permissions" -> "ask you for more while it runs, namely for " + what;
      case "artifacts" -> "keep results in the artifact store, and read them";
      case "kv" -> "remember things of its own between runs";
      case "conductor" -> "ask which variant to use for " + what + ", and say what came of it";
      case "log" -> "write messages for you";
      case "clock" -> "see what time it is";
      case "random" -> "use random numbers";
      default ->
          "use " + right.service() + "." + String.join(",", right.operations()) + " on " + what;
    };
  }

  private static String files(Right right) {
    boolean every = right.resources().stream().anyMatch(ResourcePattern.ANY::equals);
    return every ? "every file" : "the files " + resources(right.resources());
  }

  private static String resources(List<ResourcePattern> patterns) {
    return patterns.stream().map(ResourcePattern::toString).collect(Collectors.joining(", "));
  }

  private static String limit(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Expires c -> "until " + c.instant();
      case Constraint.Calls c -> "at most " + c.calls() + " times";
      case Constraint.TotalBytes c -> "at most " + c.bytes() + " bytes";
      case Constraint.Rate c -> "at most " + c.calls() + " times in " + c.per().toSeconds() + " s";
      case Constraint.AtMost c -> c.parameter() + " at most " + c.limit();
      case Constraint.MaxLength c -> c.parameter() + " no longer than " + c.length();
      case Constraint.OneOf c -> c.parameter() + " one of " + String.join(", ", c.values());
    };
  }
}
