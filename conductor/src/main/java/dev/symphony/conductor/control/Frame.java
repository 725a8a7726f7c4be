package dev.symphony.conductor.control;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * A frame: a list of values as msgpack. Reading one is strict: no extension types, no maps with the
 * same key twice, bounded nesting, and nothing left over. What is allocated is bounded by the
 * length of the frame.
 */
final class Frame {
  private static final int MOST_NESTING = 8;

  private final MessageUnpacker unpacker;
  private final int length;

  private Frame(byte[] frame) {
    this.unpacker = MessagePack.newDefaultUnpacker(frame);
    this.length = frame.length;
  }

  /** The values of a frame. */
  static List<@Nullable Object> read(byte[] frame) throws FrameException {
    Frame reader = new Frame(frame);
    try {
      if (reader.value(0) instanceof List<?> list && reader.remaining() == 0) {
        return new ArrayList<>(list);
      }
    } catch (IOException | MessagePackException | IllegalArgumentException e) {
      throw new FrameException("the frame is malformed", e);
    }
    throw new FrameException("the frame is not one list");
  }

  private long remaining() {
    return length - unpacker.getTotalReadBytes();
  }

  private @Nullable Object value(int depth) throws IOException, FrameException {
    if (depth > MOST_NESTING) {
      throw new FrameException("the values nest too deep");
    }
    return switch (unpacker.getNextFormat().getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> unpacker.unpackLong();
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> text();
      case BINARY -> bytes();
      case ARRAY -> list(depth);
      case MAP -> map(depth);
      case EXTENSION -> throw new FrameException("there is an extension value");
    };
  }

  private String text() throws IOException, FrameException {
    int size = unpacker.unpackRawStringHeader();
    requireRoom(size);
    return new String(unpacker.readPayload(size), StandardCharsets.UTF_8);
  }

  private Bytes bytes() throws IOException, FrameException {
    int size = unpacker.unpackBinaryHeader();
    requireRoom(size);
    return Bytes.ofOwnedArray(unpacker.readPayload(size));
  }

  private List<@Nullable Object> list(int depth) throws IOException, FrameException {
    int size = unpacker.unpackArrayHeader();
    requireRoom(size);
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> map(int depth) throws IOException, FrameException {
    int size = unpacker.unpackMapHeader();
    requireRoom(2L * size);
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      String key = text();
      if (map.containsKey(key)) {
        throw new FrameException("a key is there twice");
      }
      map.put(key, value(depth + 1));
    }
    return map;
  }

  /** Nothing is allocated for what a frame can't hold. */
  private void requireRoom(long bytes) throws FrameException {
    if (bytes < 0 || bytes > remaining()) {
      throw new FrameException("the frame is shorter than it says");
    }
  }

  /** The frame of some values. */
  static byte[] write(List<? extends @Nullable Object> values) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      pack(packer, values);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
  }

  private static void pack(MessageBufferPacker packer, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> packer.packNil();
      case Boolean b -> packer.packBoolean(b);
      case Long l -> packer.packLong(l);
      case Double d -> packer.packDouble(d);
      case String s -> packer.packString(s);
      case Bytes b -> packer.packBinaryHeader(b.length()).addPayload(b.toArray());
      case List<?> list -> {
        packer.packArrayHeader(list.size());
        for (Object element : list) {
          pack(packer, element);
        }
      }
      case Map<?, ?> map -> {
        packer.packMapHeader(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          packer.packString(String.valueOf(entry.getKey()));
          pack(packer, entry.getValue());
        }
      }
      default -> throw new IllegalArgumentException(value.getClass() + " is no value");
    }
  }
}
