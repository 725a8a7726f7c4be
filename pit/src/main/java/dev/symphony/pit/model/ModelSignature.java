package dev.symphony.pit.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model takes: its inputs by name, each with element type and shape. */
record ModelSignature(Map<String, Input> inputs) {
  private static final int MAX_DIMENSIONS = 16;

  /**
   * One input.
   *
   * @param shape the length of each dimension, or -1 where any length will do
   */
  record Input(ElementType type, List<Long> shape) {}

  static ModelSignature of(OrtSession session) throws OrtException {
    Map<String, Input> inputs = new LinkedHashMap<>();
    for (NodeInfo node : session.getInputInfo().values()) {
      inputs.put(node.getName(), input(node));
    }
    return new ModelSignature(inputs);
  }

  private static Input input(NodeInfo node) {
    if (node.getInfo() instanceof TensorInfo tensor) {
      ElementType type = ElementType.of(tensor.type).orElseThrow(() -> unsupported(node));
      return new Input(type, boxed(tensor.getShape()));
    }
    throw unsupported(node);
  }

  private static ServiceFailure unsupported(NodeInfo node) {
    return new ServiceFailure(
        "model-invalid", "the model's input '" + node.getName() + "' is not a tensor of numbers");
  }

  static List<Long> boxed(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }

  /**
   * Checks that {@code tensors} are what the model takes, all of it and nothing else.
   *
   * @throws ServiceFailure {@code model-input}, with what is wrong
   */
  void check(Map<String, Tensor> tensors, long maxBytes) {
    for (String name : tensors.keySet()) {
      require(inputs.containsKey(name), name, "is not one of " + inputs.keySet());
    }
    long bytes = 0;
    for (Map.Entry<String, Input> input : inputs.entrySet()) {
      String name = input.getKey();
      Tensor tensor = tensors.get(name);
      if (tensor == null) {
        throw failure(name, "is missing");
      }
      check(name, input.getValue(), tensor);
      bytes += tensor.data().length();
    }
    if (bytes > maxBytes) {
      throw new ServiceFailure("model-input", "the inputs have more than " + maxBytes + " bytes");
    }
  }

  private static void check(String name, Input input, Tensor tensor) {
    String type = input.type().text();
    require(tensor.type().equals(type), name, "has the type " + type);
    require(fits(input.shape(), tensor.shape()), name, "has the shape " + input.shape());
    long bytes = bytes(name, input.type(), tensor.shape());
    require(tensor.data().length() == bytes, name, "needs " + bytes + " bytes for its shape");
    if (input.type() == ElementType.BOOL) {
      require(isBooleans(tensor.data()), name, "has bytes that are neither 0 nor 1");
    }
  }

  private static boolean fits(List<Long> declared, List<Long> actual) {
    if (actual.size() != declared.size() || actual.size() > MAX_DIMENSIONS) {
      return false;
    }
    for (int i = 0; i < actual.size(); i++) {
      long length = actual.get(i);
      if (length < 0 || (declared.get(i) >= 0 && declared.get(i) != length)) {
        return false;
      }
    }
    return true;
  }

  private static long bytes(String name, ElementType type, List<Long> shape) {
    try {
      return shape.stream().reduce((long) type.bytes(), Math::multiplyExact);
    } catch (ArithmeticException e) {
      throw failure(name, "has a shape that is too large");
    }
  }

  private static boolean isBooleans(Bytes data) {
    for (int i = 0; i < data.length(); i++) {
      if ((data.at(i) & ~1) != 0) {
        return false;
      }
    }
    return true;
  }

  private static void require(boolean holds, String input, String what) {
    if (!holds) {
      throw failure(input, what);
    }
  }

  private static ServiceFailure failure(String input, String what) {
    return new ServiceFailure("model-input", "the input '" + input + "' " + what);
  }
}
