package dev.symphony.pit.model;

import dev.symphony.capabilities.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * ONNX models of one or two nodes, written as protocol buffers by hand: field numbers are those of
 * {@code onnx.proto}.
 */
final class TinyModels {
  static final int FLOAT = 1;
  static final int UINT8 = 2;
  static final int INT8 = 3;
  static final int INT32 = 6;
  static final int INT64 = 7;
  static final int STRING = 8;
  static final int BOOL = 9;
  static final int DOUBLE = 11;

  private static final int ANY_LENGTH = -1;

  private TinyModels() {}

  /** sum = x + y, both float32 of any number of rows with two columns. */
  static Bytes sum() {
    return model(
        graph(
            node("Add", "x y", "sum"),
            value(11, "x", FLOAT, ANY_LENGTH, 2),
            value(11, "y", FLOAT, ANY_LENGTH, 2),
            value(12, "sum", FLOAT, ANY_LENGTH, 2)));
  }

  /** out = in, of one dimension. */
  static Bytes identity(int type) {
    return model(
        graph(
            node("Identity", "in", "out"),
            value(11, "in", type, ANY_LENGTH),
            value(12, "out", type, ANY_LENGTH)));
  }

  /** zeros = as many float32 zeros as the input says. */
  static Bytes zeros() {
    return model(
        graph(
            node("ConstantOfShape", "length", "zeros"),
            value(11, "length", INT64, 1),
            value(12, "zeros", FLOAT, ANY_LENGTH)));
  }

  /** out = in, after a loop that ends when the input is false, and otherwise never. */
  static Bytes endless() {
    Message body =
        graph(
            node("Identity", "go", "go_on"),
            new Field(1, node("Identity", "carried", "carried_on")),
            value(11, "i", INT64),
            value(11, "go", BOOL),
            value(11, "carried", BOOL),
            value(12, "go_on", BOOL),
            value(12, "carried_on", BOOL));
    Message attribute = new Message().text(1, "body").message(6, body).number(20, 5);
    Message loop = node("Loop", " in in", "out").message(5, attribute);
    return model(graph(loop, value(11, "in", BOOL), value(12, "out", BOOL)));
  }

  /** out = the first bytes of a file of the host, if the runtime reads it. */
  static Bytes reading(String file) {
    return model(
        graph(
            node("Identity", "weights", "out"),
            new Field(5, external(file).text(8, "weights")),
            value(12, "out", UINT8, ANY_LENGTH)));
  }

  /** The same with the tensor in an attribute of a node. */
  static Bytes readingThroughConstant(String file) {
    Message attribute = new Message().text(1, "value").message(5, external(file)).number(20, 4);
    return model(
        graph(
            node("Constant", "in", "out").message(5, attribute),
            value(12, "out", UINT8, ANY_LENGTH)));
  }

  private static Message external(String file) {
    Message place = new Message().text(1, "location").text(2, file);
    return new Message().number(1, 4).number(2, UINT8).message(13, place).number(14, 1);
  }

  private record Field(int number, Message content) {}

  private static Message graph(Message node, Field... fields) {
    Message graph = new Message().message(1, node).text(2, "tiny");
    for (Field field : fields) {
      graph.message(field.number(), field.content());
    }
    return graph;
  }

  private static Message node(String operator, String inputs, String output) {
    Message node = new Message();
    for (String input : inputs.split(" ", -1)) {
      node.text(1, input);
    }
    return node.text(2, output).text(4, operator);
  }

  private static Field value(int number, String name, int type, int... lengths) {
    Message shape = new Message();
    for (int length : lengths) {
      shape.message(1, length < 0 ? new Message().text(2, "n") : new Message().number(1, length));
    }
    Message tensor = new Message().number(1, type).message(2, shape);
    return new Field(
        number, new Message().text(1, name).message(2, new Message().message(1, tensor)));
  }

  private static Bytes model(Message graph) {
    Message operators = new Message().text(1, "").number(2, 17);
    return new Message().number(1, 8).message(7, graph).message(8, operators).bytes();
  }

  /** A message of protocol buffers under construction. */
  private static final class Message {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Message number(int field, long value) {
      varint(field << 3);
      varint(value);
      return this;
    }

    Message text(int field, String value) {
      return block(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message message(int field, Message value) {
      return block(field, value.out.toByteArray());
    }

    private Message block(int field, byte[] content) {
      varint((field << 3) | 2);
      varint(content.length);
      out.writeBytes(content);
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while (rest >= 0x80) {
        out.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }

    Bytes bytes() {
      return Bytes.ofOwnedArray(out.toByteArray());
    }
  }
}
