package dev.symphony.pit.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A recorded run as a workflow file: each task a node of the same extension, which is told how long
 * the task took and spends that time, scaled by the input {@code scale}.
 */
public final class TraceWorkflow {
  private TraceWorkflow() {}

  /** The text of the workflow file; {@code extension} is the directory of the extension. */
  public static String text(Trace trace, String extension) {
    Map<String, String> ids = new HashMap<>();
    trace.tasks().forEach(task -> ids.put(task.id(), id(ids.size(), task)));
    StringBuilder text = new StringBuilder();
    text.append("# Imported from the recorded run ").append(quoted(trace.name())).append("\n\n");
    text.append("[workflow]\nname = ").append(quoted(name(trace.name()))).append('\n');
    text.append("description = \"A recorded run, replayed\"\n\n");
    text.append("[inputs.scale]\ntype = \"number\"\ndefault = 0.001\n");
    text.append("description = \"how much of the recorded time each task takes\"\n");
    for (TraceTask task : trace.tasks()) {
      List<String> needs =
          task.parents().stream().map(ids::get).map(TraceWorkflow::quoted).toList();
      text.append("\n[[node]]\nid = ").append(quoted(ids.getOrDefault(task.id(), "")));
      text.append("\nextension = ").append(quoted(extension));
      text.append("\nneeds = [").append(String.join(", ", needs)).append("]\n");
      text.append(
          String.format(
              Locale.ROOT,
              "input = { program = %s, seconds = %.6f, scale = \"${inputs.scale}\" }%n",
              quoted(task.program()),
              task.runtime().toNanos() / 1e9));
    }
    return text.toString();
  }

  private static String id(int place, TraceTask task) {
    String readable = task.id().replaceAll("[^A-Za-z0-9_-]+", "-");
    return "t%d-%s".formatted(place, readable.substring(0, Math.min(readable.length(), 48)));
  }

  private static String name(String name) {
    String readable = "t-" + name.replaceAll("\\.json$", "").replaceAll("[^A-Za-z0-9_-]+", "-");
    return readable.substring(0, Math.min(readable.length(), 60));
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints()
        .forEach(c -> {
          if (c == '"' || c == '\\') {
            quoted.append('\\').appendCodePoint(c);
          } else if (Character.isISOControl(c)) {
            quoted.append("\\u%04x".formatted(c));
          } else {
            quoted.appendCodePoint(c);
          }
        });
    return quoted.append('"').toString();
  }
}
