package dev.symphony.pit.workflow;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * That a node runs once for each item of a list.
 *
 * @param items the list
 * @param batch how many items one run gets, as a list; with 1 it gets the item itself
 * @param gather how the results become the result of the node
 */
public record FanOut(Template items, int batch, Gather gather) {
  /** How the results of the runs become one. */
  public enum Gather {
    /** A list of them, in the order of the items. */
    LIST,
    /** Lists are joined end to end, and tables key by key. */
    JOIN
  }

  public FanOut {
    if (batch < 1) {
      throw new IllegalArgumentException("batch has to be at least 1");
    }
  }

  /** What each run gets as its item; of nothing there is one empty batch, but no item. */
  List<@Nullable Object> lots(List<?> all) {
    if (batch == 1) {
      return new ArrayList<>(all);
    }
    List<@Nullable Object> lots = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(all.size(), from + batch);
      lots.add(Collections.unmodifiableList(all.subList(from, to)));
      from = to;
    } while (from < all.size());
    return lots;
  }

  /** The result of the node. */
  @Nullable Object gathered(List<@Nullable Object> results) {
    return switch (gather) {
      case LIST -> Collections.unmodifiableList(results);
      case JOIN -> joined(results);
    };
  }

  private static @Nullable Object joined(List<@Nullable Object> results) {
    if (results.stream().allMatch(result -> result instanceof List<?>)) {
      List<@Nullable Object> all = new ArrayList<>();
      results.forEach(result -> all.addAll((List<?>) result));
      return Collections.unmodifiableList(all);
    }
    if (results.stream().allMatch(result -> result instanceof Map<?, ?>)) {
      return joinedTables(results);
    }
    return Collections.unmodifiableList(results);
  }

  private static Map<String, @Nullable Object> joinedTables(List<@Nullable Object> tables) {
    Map<String, List<@Nullable Object>> byKey = new LinkedHashMap<>();
    for (Object table : tables) {
      if (table instanceof Map<?, ?> map) {
        map.forEach((key, value) ->
            byKey.computeIfAbsent(String.valueOf(key), k -> new ArrayList<>()).add(value));
      }
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    for (Map.Entry<String, List<@Nullable Object>> entry : byKey.entrySet()) {
      all.put(entry.getKey(), joined(entry.getValue()));
    }
    return Collections.unmodifiableMap(all);
  }
}
