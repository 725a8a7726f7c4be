package dev.symphony.policy.rehearsal;

import dev.symphony.capabilities.Bytes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Scripts as the values that guests read: maps, lists, texts and numbers. */
final class ScriptText {
  private static final String HOLE = "$data";

  private ScriptText() {}

  /** The input of a guest. */
  static Map<String, @Nullable Object> input(List<Act> acts, @Nullable Object data) {
    Map<String, @Nullable Object> input = new LinkedHashMap<>();
    input.put("acts", acts.stream().map(ScriptText::of).toList());
    input.put("data", data);
    return input;
  }

  private static Map<String, @Nullable Object> of(Act act) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    switch (act) {
      case Act.Call call -> {
        map.put("binding", binding(call.right()));
        map.put("operation", call.operation());
        map.put("arguments", values(call.arguments()));
        map.put("carried", call.answer() == Act.Answer.CARRIED);
      }
      case Act.Ask ask -> {
        map.put("binding", binding(ask.right()));
        map.put("callee", ask.callee());
        map.put("acts", ask.acts().stream().map(ScriptText::of).toList());
      }
    }
    return map;
  }

  /** The name under which a guest finds the right at this place. */
  static String binding(int right) {
    return "right" + right;
  }

  private static List<@Nullable Object> values(List<?> arguments) {
    List<@Nullable Object> values = new ArrayList<>();
    arguments.forEach(argument -> values.add(value(argument)));
    return values;
  }

  private static @Nullable Object value(@Nullable Object argument) {
    return switch (argument) {
      case null -> null;
      case Act.Hole hole -> Map.of(HOLE, hole.name());
      case List<?> list -> values(list);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, part) -> copy.put(String.valueOf(key), value(part)));
        yield copy;
      }
      default -> argument;
    };
  }

  /** The arguments with the data where the holes are. */
  static @Nullable Object filled(@Nullable Object argument, @Nullable Object data) {
    return switch (argument) {
      case null -> null;
      case Map<?, ?> map when map.containsKey(HOLE) ->
          as(Act.Hole.valueOf(String.valueOf(map.get(HOLE))), data);
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, part) -> copy.put(String.valueOf(key), filled(part, data)));
        yield copy;
      }
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(part -> copy.add(filled(part, data)));
        yield copy;
      }
      default -> argument;
    };
  }

  private static @Nullable Object as(Act.Hole hole, @Nullable Object data) {
    return switch (hole) {
      case DATA -> data;
      case TEXT ->
          data instanceof Bytes bytes ? bytes.toUtf8() : data instanceof String ? data : "";
      case BYTES ->
          data instanceof String text
              ? Bytes.utf8(text)
              : data instanceof Bytes ? data : Bytes.empty();
    };
  }
}
