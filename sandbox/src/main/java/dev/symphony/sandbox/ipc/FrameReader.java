package dev.symphony.sandbox.ipc;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/**
 * Reads one frame strictly: nothing is allocated for a length that the frame cannot hold, nesting
 * and the number of values are bounded, and nothing may be left over.
 */
final class FrameReader {
  /** How deep values may nest. */
  static final int MAX_DEPTH = 96;

  /** How many values, nested ones included, one frame may hold. */
  static final int MAX_VALUES = 4_000_000;

  private static final char REPLACEMENT = '\uFFFD';

  /** Reads a part of a frame. */
  @FunctionalInterface
  interface Part<T> {
    T read(FrameReader in) throws IOException;
  }

  private final MessageUnpacker unpacker;
  private final int length;
  private int values;

  private FrameReader(byte[] frame) {
    this.unpacker = MessagePack.newDefaultUnpacker(frame);
    this.length = frame.length;
  }

  static <T> T decode(byte[] frame, Part<T> message) throws ProtocolException {
    FrameReader reader = new FrameReader(frame);
    try {
      T result = message.read(reader);
      if (reader.remaining() != 0) {
        throw new ProtocolException(reader.remaining() + " bytes are left over in a frame");
      }
      return result;
    } catch (ProtocolException e) {
      throw e;
    } catch (IOException | MessagePackException | IllegalArgumentException e) {
      throw new ProtocolException("a frame is malformed", e);
    }
  }

  private long remaining() {
    return length - unpacker.getTotalReadBytes();
  }

  int array(int least, int most) throws IOException {
    int count = unpacker.unpackArrayHeader();
    if (count < least || count > most || count > remaining()) {
      throw new ProtocolException("an array of " + count + " elements");
    }
    return count;
  }

  void arrayOf(int count) throws IOException {
    array(count, count);
  }

  <T> List<T> list(int most, Part<T> element) throws IOException {
    int count = array(0, most);
    List<T> list = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      list.add(element.read(this));
    }
    return list;
  }

  long number() throws IOException {
    return unpacker.unpackLong();
  }

  int number(int least, int most) throws IOException {
    long number = unpacker.unpackLong();
    if (number < least || number > most) {
      throw new ProtocolException(number + " is not between " + least + " and " + most);
    }
    return (int) number;
  }

  /** The constant that {@link FrameWriter#choice(Enum)} wrote. */
  <E extends Enum<E>> E choice(Class<E> type) throws IOException {
    E[] constants = type.getEnumConstants();
    return constants[number(0, constants.length - 1)];
  }

  /** The constant or none that {@link FrameWriter#choice(Optional)} wrote. */
  <E extends Enum<E>> Optional<E> optionalChoice(Class<E> type) throws IOException {
    E[] constants = type.getEnumConstants();
    int number = number(-1, constants.length - 1);
    return number < 0 ? Optional.empty() : Optional.of(constants[number]);
  }

  String text() throws IOException {
    int size = unpacker.unpackRawStringHeader();
    if (size > remaining()) {
      throw new ProtocolException("a text of " + size + " bytes");
    }
    return text(unpacker.readPayload(size));
  }

  /**
   * What is malformed has become a replacement character in the quick way, and is refused in the
   * strict one; the quick one is as strict when there is none.
   */
  private static String text(byte[] bytes) throws CharacterCodingException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  Bytes bytes() throws IOException {
    int size = unpacker.unpackBinaryHeader();
    if (size > remaining()) {
      throw new ProtocolException("a byte sequence of " + size + " bytes");
    }
    return Bytes.ofOwnedArray(unpacker.readPayload(size));
  }

  /** A list of values of any kind. */
  List<@Nullable Object> values(int most) throws IOException {
    int count = array(0, most);
    List<@Nullable Object> list = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      list.add(value());
    }
    return list;
  }

  @Nullable Object value() throws IOException {
    return value(0);
  }

  private @Nullable Object value(int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new ProtocolException("values nest deeper than " + MAX_DEPTH);
    }
    if (++values > MAX_VALUES) {
      throw new ProtocolException("more than " + MAX_VALUES + " values");
    }
    MessageFormat format = unpacker.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> {
        unpacker.unpackNil();
        yield null;
      }
      case BOOLEAN -> unpacker.unpackBoolean();
      case INTEGER -> unpacker.unpackLong();
      case FLOAT -> precise(format);
      case STRING -> text();
      case BINARY -> bytes();
      case ARRAY -> listValue(depth);
      case MAP -> mapValue(depth);
      case EXTENSION -> throw new ProtocolException("an extension value");
    };
  }

  private Double precise(MessageFormat format) throws IOException {
    if (format != MessageFormat.FLOAT64) {
      throw new ProtocolException("a number of single precision");
    }
    return unpacker.unpackDouble();
  }

  private List<@Nullable Object> listValue(int depth) throws IOException {
    int count = array(0, MAX_VALUES);
    List<@Nullable Object> list = new ArrayList<>(Math.min(count, 1024));
    for (int i = 0; i < count; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private Map<String, @Nullable Object> mapValue(int depth) throws IOException {
    int count = unpacker.unpackMapHeader();
    if (count > MAX_VALUES || 2L * count > remaining()) {
      throw new ProtocolException("a map of " + count + " entries");
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String key = text();
      if (map.containsKey(key)) {
        throw new ProtocolException("a key comes twice");
      }
      map.put(key, value(depth + 1));
    }
    return map;
  }
}
