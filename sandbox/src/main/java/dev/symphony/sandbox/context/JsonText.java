package dev.symphony.sandbox.context;

import dev.symphony.capabilities.Bytes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value as JSON text; byte sequences are left out of the text and kept with their places. */
final class JsonText {
  private final StringBuilder out = new StringBuilder();
  private final Deque<Object> place = new ArrayDeque<>();
  private final List<String> paths = new ArrayList<>();
  private final List<Bytes> buffers = new ArrayList<>();

  private JsonText() {}

  static JsonText of(@Nullable Object value) {
    JsonText json = new JsonText();
    json.write(value);
    return json;
  }

  String text() {
    return out.toString();
  }

  /** For each byte sequence a JSON list of keys and indexes. */
  List<String> paths() {
    return paths;
  }

  List<Bytes> buffers() {
    return buffers;
  }

  private void write(@Nullable Object value) {
    switch (value) {
      case null -> out.append("null");
      case Boolean b -> out.append(b.booleanValue());
      case Long l -> out.append(l.longValue());
      case Integer i -> out.append(i.intValue());
      case Double d when d.isNaN() || d.isInfinite() -> out.append("null");
      case Double d -> out.append(d.doubleValue());
      case String s -> quote(s);
      case Bytes b -> writeBytes(b);
      case List<?> list -> writeList(list);
      case Map<?, ?> map -> writeMap(map);
      default -> throw new IllegalArgumentException(value.getClass() + " cannot enter a context");
    }
  }

  private void writeBytes(Bytes bytes) {
    out.append("null");
    paths.add(of(List.copyOf(place)).text());
    buffers.add(bytes);
  }

  private void writeList(List<?> list) {
    out.append('[');
    long index = 0;
    for (Object element : list) {
      if (index > 0) {
        out.append(',');
      }
      place.addLast(index++);
      write(element);
      place.removeLast();
    }
    out.append(']');
  }

  private void writeMap(Map<?, ?> map) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      out.append(separator);
      quote(key);
      out.append(':');
      place.addLast(key);
      write(entry.getValue());
      place.removeLast();
      separator = ",";
    }
    out.append('}');
  }

  private void quote(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
