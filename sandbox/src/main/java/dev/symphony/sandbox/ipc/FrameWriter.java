package dev.symphony.sandbox.ipc;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** Writes one frame. */
final class FrameWriter {
  private static final MessagePack.PackerConfig CONFIG =
      new MessagePack.PackerConfig().withBufferSize(1024).withBufferFlushThreshold(64 << 10);

  /** Writes a part of a frame. */
  @FunctionalInterface
  interface Part {
    void write(FrameWriter out) throws IOException;
  }

  private final MessageBufferPacker packer = CONFIG.newBufferPacker();

  private FrameWriter() {}

  static byte[] encode(Part message) throws IOException {
    FrameWriter writer = new FrameWriter();
    message.write(writer);
    byte[] frame = writer.packer.toByteArray();
    if (frame.length > FrameCodec.MAX_FRAME_BYTES) {
      throw new FrameTooLongException(frame.length);
    }
    return frame;
  }

  FrameWriter array(int count) throws IOException {
    packer.packArrayHeader(count);
    return this;
  }

  FrameWriter number(long number) throws IOException {
    packer.packLong(number);
    return this;
  }

  /**
   * A constant by its place: the order of the constants is part of the protocol, and both sides are
   * of one build.
   */
  @SuppressWarnings("EnumOrdinal")
  FrameWriter choice(Enum<?> constant) throws IOException {
    return number(constant.ordinal());
  }

  /** A constant, or none as -1. */
  FrameWriter choice(Optional<? extends Enum<?>> constant) throws IOException {
    return constant.isPresent() ? choice(constant.get()) : number(-1);
  }

  FrameWriter text(String text) throws IOException {
    packer.packString(text);
    return this;
  }

  FrameWriter bytes(Bytes bytes) throws IOException {
    byte[] content = bytes.toArray();
    packer.packBinaryHeader(content.length).addPayload(content);
    return this;
  }

  FrameWriter value(@Nullable Object value) throws IOException {
    switch (value) {
      case null -> packer.packNil();
      case Boolean b -> packer.packBoolean(b);
      case Long l -> packer.packLong(l);
      case Integer i -> packer.packLong(i);
      case Double d -> packer.packDouble(d);
      case String s -> packer.packString(s);
      case Bytes b -> bytes(b);
      case List<?> list -> {
        packer.packArrayHeader(list.size());
        for (Object element : list) {
          value(element);
        }
      }
      case Map<?, ?> map -> {
        packer.packMapHeader(map.size());
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          packer.packString(String.valueOf(entry.getKey()));
          value(entry.getValue());
        }
      }
      default -> throw new IllegalArgumentException(value.getClass() + " does not travel");
    }
    return this;
  }
}
