package dev.symphony.pit.trace;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.document.JsonText;
import dev.symphony.document.Problem;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads recorded runs in the format of WfCommons, version 1.4 or 1.5. */
public final class WfCommons {
  private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);
  private static final BigDecimal LONGEST_SECONDS = BigDecimal.valueOf(1_000_000_000L);

  private WfCommons() {}

  /**
   * Reads a recorded run.
   *
   * @param file the name for messages
   * @throws DocumentException with a problem of the code {@code trace-invalid}
   */
  public static Trace read(String file, Bytes content) throws DocumentException {
    try {
      String text = new String(content.toArray(), StandardCharsets.UTF_8);
      Map<?, ?> document = table(JsonText.parse(text), "the file");
      Map<?, ?> workflow = table(document.get("workflow"), "workflow");
      Trace trace = new Trace(text(document, "name"), tasks(workflow));
      requireOrder(trace);
      return trace;
    } catch (IllegalArgumentException e) {
      throw new DocumentException(
          List.of(
              new Problem(
                  "trace-invalid", file, Optional.empty(), "", String.valueOf(e.getMessage()))));
    }
  }

  private static List<TraceTask> tasks(Map<?, ?> workflow) {
    Map<?, ?> specification = table(workflow.get("specification"), "workflow.specification");
    Map<?, ?> execution = table(workflow.get("execution"), "workflow.execution");
    Map<String, Long> sizes = new HashMap<>();
    for (Object file : list(specification.get("files"))) {
      Map<?, ?> entry = table(file, "a file");
      sizes.put(text(entry, "id"), number(entry, "sizeInBytes").longValue());
    }
    Map<String, Duration> runtimes = new HashMap<>();
    for (Object ran : list(execution.get("tasks"))) {
      Map<?, ?> entry = table(ran, "a task that ran");
      runtimes.put(text(entry, "id"), seconds(number(entry, "runtimeInSeconds")));
    }
    List<TraceTask> tasks = new ArrayList<>();
    for (Object task : list(specification.get("tasks"))) {
      Map<?, ?> entry = table(task, "a task");
      String id = text(entry, "id");
      tasks.add(
          new TraceTask(
              id,
              text(entry, "name"),
              list(entry.get("parents")).stream().map(WfCommons::text).toList(),
              runtimes.getOrDefault(id, Duration.ZERO),
              bytes(entry.get("inputFiles"), sizes),
              bytes(entry.get("outputFiles"), sizes)));
    }
    return tasks;
  }

  /** Every parent is a task, no task is there twice, and nothing waits for itself in the end. */
  private static void requireOrder(Trace trace) {
    Map<String, Integer> waiting = new LinkedHashMap<>();
    Map<String, List<String>> children = new HashMap<>();
    for (TraceTask task : trace.tasks()) {
      if (waiting.put(task.id(), task.parents().size()) != null) {
        throw new IllegalArgumentException("the task '" + task.id() + "' is there twice");
      }
      task.parents()
          .forEach(
              parent -> children.computeIfAbsent(parent, p -> new ArrayList<>()).add(task.id()));
    }
    for (String parent : children.keySet()) {
      if (!waiting.containsKey(parent)) {
        throw new IllegalArgumentException("there is no task '" + parent + "' to wait for");
      }
    }
    Deque<String> free = new ArrayDeque<>();
    waiting.forEach((id, count) -> {
      if (count == 0) {
        free.add(id);
      }
    });
    int done = 0;
    for (; !free.isEmpty(); done++) {
      for (String child : children.getOrDefault(free.remove(), List.of())) {
        if (waiting.merge(child, -1, Integer::sum) == 0) {
          free.add(child);
        }
      }
    }
    if (done < trace.tasks().size()) {
      throw new IllegalArgumentException("some tasks wait for one another");
    }
  }

  private static long bytes(@Nullable Object files, Map<String, Long> sizes) {
    return list(files).stream().mapToLong(file -> sizes.getOrDefault(text(file), 0L)).sum();
  }

  private static Duration seconds(Number seconds) {
    BigDecimal exact = new BigDecimal(seconds.toString());
    if (exact.signum() < 0 || exact.compareTo(LONGEST_SECONDS) > 0) {
      throw new IllegalArgumentException("a run time of " + seconds + " seconds");
    }
    return Duration.ofNanos(exact.multiply(NANOS).longValue());
  }

  private static Map<?, ?> table(@Nullable Object value, String what) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException(what + " has to be an object");
  }

  private static List<?> list(@Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> throw new IllegalArgumentException("a list is needed, not " + value);
    };
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a text is needed, not " + value);
  }

  private static String text(Map<?, ?> entry, String key) {
    if (entry.get(key) instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("'" + key + "' has to be a text");
  }

  private static Number number(Map<?, ?> entry, String key) {
    if (entry.get(key) instanceof Number number) {
      return number;
    }
    throw new IllegalArgumentException("'" + key + "' has to be a number");
  }
}
