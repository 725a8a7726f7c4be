package dev.symphony.pit.model;

import dev.symphony.capabilities.Bytes;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Map;

/**
 * The check that a model keeps all its weights inside itself. ONNX lets a tensor name a file that
 * its data is in, and ONNX Runtime would read that file with the authority of the host.
 *
 * <p>The check walks the protocol buffer by the field numbers of {@code onnx.proto}. It refuses
 * whatever it can't follow: groups, broken lengths, deep nesting, and the other format that the
 * runtime reads (which starts with another mark and is not checked by the runtime).
 */
final class SelfContained {
  private static final int MAX_DEPTH = 40;
  private static final int EXTERNAL_DATA = 13;
  private static final int DATA_LOCATION = 14;
  private static final long INSIDE = 0;

  private static final int NUMBER = 0;
  private static final int EIGHT_BYTES = 1;
  private static final int BLOCK = 2;
  private static final int FOUR_BYTES = 5;

  private static final byte[] OTHER_FORMAT = {'O', 'R', 'T', 'M'};

  /** The messages that can hold a tensor somewhere below, and where. */
  private enum Message {
    TENSOR,
    SPARSE_TENSOR,
    ATTRIBUTE,
    NODE,
    GRAPH,
    TRAINING,
    FUNCTION,
    MODEL;

    Map<Integer, Message> parts() {
      return switch (this) {
        case TENSOR -> Map.of();
        case SPARSE_TENSOR -> Map.of(1, TENSOR, 2, TENSOR);
        case ATTRIBUTE ->
            Map.of(
                5, TENSOR, 6, GRAPH, 10, TENSOR, 11, GRAPH, 22, SPARSE_TENSOR, 23, SPARSE_TENSOR);
        case NODE -> Map.of(5, ATTRIBUTE);
        case GRAPH -> Map.of(1, NODE, 5, TENSOR, 15, SPARSE_TENSOR);
        case TRAINING -> Map.of(1, GRAPH, 2, GRAPH);
        case FUNCTION -> Map.of(7, NODE, 11, ATTRIBUTE);
        case MODEL -> Map.of(7, GRAPH, 20, TRAINING, 25, FUNCTION);
      };
    }
  }

  private SelfContained() {}

  /** Whether {@code model} is a protocol buffer that names no file. */
  static boolean test(Bytes model) {
    try {
      return !isOtherFormat(model) && test(Message.MODEL, model.asBuffer(), 0);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // A length that leads beyond the end: not a protocol buffer.
      return false;
    }
  }

  private static boolean isOtherFormat(Bytes model) {
    ByteBuffer mark = ByteBuffer.wrap(OTHER_FORMAT);
    return model.length() >= 8 && model.asBuffer().slice(4, 4).equals(mark);
  }

  private static boolean test(Message message, ByteBuffer content, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    while (content.hasRemaining()) {
      long tag = varint(content);
      int field = (int) (tag >>> 3);
      if (tag >>> 3 != field || !testField(message, field, (int) (tag & 7), content, depth)) {
        return false;
      }
    }
    return true;
  }

  private static boolean testField(
      Message message, int field, int wireType, ByteBuffer content, int depth) {
    if (message == Message.TENSOR && field == EXTERNAL_DATA) {
      return false;
    }
    if (message == Message.TENSOR && field == DATA_LOCATION) {
      return wireType == NUMBER && varint(content) == INSIDE;
    }
    if (wireType == BLOCK) {
      ByteBuffer block = block(content);
      Message part = message.parts().get(field);
      return part == null || test(part, block, depth + 1);
    }
    return skip(wireType, content);
  }

  private static boolean skip(int wireType, ByteBuffer content) {
    switch (wireType) {
      case NUMBER -> varint(content);
      case EIGHT_BYTES -> content.position(content.position() + Long.BYTES);
      case FOUR_BYTES -> content.position(content.position() + Integer.BYTES);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static ByteBuffer block(ByteBuffer content) {
    long length = varint(content);
    if (length < 0 || length > content.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer block = content.slice(content.position(), (int) length);
    content.position(content.position() + (int) length);
    return block;
  }

  private static long varint(ByteBuffer content) {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = content.get();
      value |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BufferUnderflowException();
  }
}
