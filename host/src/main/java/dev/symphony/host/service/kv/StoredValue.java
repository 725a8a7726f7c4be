package dev.symphony.host.service.kv;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/** The form in which values are kept: MessagePack. */
final class StoredValue {
  private static final int MAX_DEPTH = 64;

  private StoredValue() {}

  static byte[] encode(@Nullable Object value) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      pack(packer, value, 0);
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void pack(MessageBufferPacker packer, @Nullable Object value, int depth)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw new ServiceFailure(
          "argument-type", "a value has at most " + MAX_DEPTH + " levels of lists and objects");
    }
    switch (value) {
      case null -> packer.packNil();
      case Boolean b -> packer.packBoolean(b);
      case Long n -> packer.packLong(n);
      case Double n -> packer.packDouble(n);
      case String s -> packer.packString(s);
      case Bytes b -> packer.packBinaryHeader(b.length()).addPayload(b.toArray());
      case List<?> list -> {
        packer.packArrayHeader(list.size());
        for (Object element : list) {
          pack(packer, element, depth + 1);
        }
      }
      case Map<?, ?> map -> {
        packer.packMapHeader(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          packer.packString(String.valueOf(entry.getKey()));
          pack(packer, entry.getValue(), depth + 1);
        }
      }
      default -> throw new ServiceFailure("argument-type", "this kind of value can't be kept");
    }
  }

  static @Nullable Object decode(byte[] stored) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(stored)) {
      return unpack(unpacker);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Object unpack(MessageUnpacker unpacker) throws IOException {
    return switch (unpacker.getNextFormat().getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> unpacker.unpackLong();
      case FLOAT -> unpacker.unpackDouble();
      case STRING -> unpacker.unpackString();
      case BINARY -> Bytes.ofOwnedArray(unpacker.readPayload(unpacker.unpackBinaryHeader()));
      case ARRAY -> list(unpacker);
      case MAP -> map(unpacker);
      case EXTENSION -> throw new IOException("a value that was not kept by this service");
    };
  }

  private static List<@Nullable Object> list(MessageUnpacker unpacker) throws IOException {
    int size = unpacker.unpackArrayHeader();
    List<@Nullable Object> list = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      list.add(unpack(unpacker));
    }
    return list;
  }

  private static Map<String, @Nullable Object> map(MessageUnpacker unpacker) throws IOException {
    int size = unpacker.unpackMapHeader();
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      map.put(unpacker.unpackString(), unpack(unpacker));
    }
    return map;
  }
}
