package dev.symphony.pit.journal;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** Values of guests as msgpack. */
final class StoredValue {
  private StoredValue() {}

  static void write(MessagePacker out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.packNil();
      case Boolean b -> out.packBoolean(b);
      case Integer n -> out.packLong(n);
      case Long n -> out.packLong(n);
      case Double n -> out.packDouble(n);
      case String s -> out.packString(s);
      case Bytes b -> out.packBinaryHeader(b.length()).addPayload(b.toArray());
      case List<?> list -> {
        out.packArrayHeader(list.size());
        for (Object element : list) {
          write(out, element);
        }
      }
      case Map<?, ?> map -> {
        out.packMapHeader(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          out.packString(String.valueOf(entry.getKey()));
          write(out, entry.getValue());
        }
      }
      default -> throw new IOException(value.getClass() + " is no value of a guest");
    }
  }

  static @Nullable Object read(MessageUnpacker in) throws IOException {
    return switch (in.getNextFormat().getValueType()) {
      case NIL -> {
        in.unpackNil();
        yield null;
      }
      case BOOLEAN -> in.unpackBoolean();
      case INTEGER -> in.unpackLong();
      case FLOAT -> in.unpackDouble();
      case STRING -> in.unpackString();
      case BINARY -> Bytes.ofOwnedArray(in.readPayload(in.unpackBinaryHeader()));
      case ARRAY -> list(in);
      case MAP -> map(in);
      case EXTENSION -> throw new IOException("a kind of value that no journal has");
    };
  }

  private static List<@Nullable Object> list(MessageUnpacker in) throws IOException {
    List<@Nullable Object> list = new ArrayList<>();
    for (int left = in.unpackArrayHeader(); left > 0; left--) {
      list.add(read(in));
    }
    return Collections.unmodifiableList(list);
  }

  private static Map<String, @Nullable Object> map(MessageUnpacker in) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int left = in.unpackMapHeader(); left > 0; left--) {
      map.put(in.unpackString(), read(in));
    }
    return Collections.unmodifiableMap(map);
  }
}
