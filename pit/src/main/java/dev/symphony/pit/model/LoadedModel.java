package dev.symphony.pit.model;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model in memory, ready to run, from several threads at once. It counts its users, the cache
 * among them, and frees its memory when the last one lets go. ONNX Runtime logs nothing: its
 * messages quote the model, which is not to be trusted with the terminal of the host.
 */
final class LoadedModel {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelSignature signature;
  private final int bytes;
  private final AtomicInteger users = new AtomicInteger(1);

  private LoadedModel(
      OrtEnvironment environment, OrtSession session, ModelSignature signature, int bytes) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
    this.bytes = bytes;
  }

  static LoadedModel load(OrtEnvironment environment, Bytes model, int threads) {
    if (!SelfContained.test(model)) {
      throw new ServiceFailure(
          "model-invalid", "the model is broken, or keeps data in other files");
    }
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      OrtSession session = environment.createSession(model.toArray(), options);
      ModelSignature signature = signature(session);
      return new LoadedModel(environment, session, signature, model.length());
    } catch (OrtException e) {
      throw new ServiceFailure("model-invalid", "the model is not one that ONNX Runtime can load");
    }
  }

  private static ModelSignature signature(OrtSession session) throws OrtException {
    try {
      return ModelSignature.of(session);
    } catch (OrtException | ServiceFailure e) {
      session.close();
      throw e;
    }
  }

  /** The length of the model's file. */
  int bytes() {
    return bytes;
  }

  LoadedModel retain() {
    users.incrementAndGet();
    return this;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a model could not be freed", e);
      }
    }
  }

  Map<String, Tensor> run(Map<String, Tensor> inputs, ModelLimits limits, Watchdog watchdog) {
    signature.check(inputs, limits.maxTensorBytes());
    Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
    try (OrtSession.RunOptions options = new OrtSession.RunOptions();
        Watchdog.Watch watch = watchdog.watch(options, limits.maxDuration())) {
      options.setLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        tensors.put(input.getKey(), tensor(input.getValue()));
      }
      return run(tensors, options, watch, limits.maxTensorBytes());
    } catch (OrtException e) {
      throw new ServiceFailure("model-failed", "the model could not be run on these inputs");
    } finally {
      tensors.values().forEach(OnnxTensor::close);
    }
  }

  private Map<String, Tensor> run(
      Map<String, OnnxTensor> inputs,
      OrtSession.RunOptions options,
      Watchdog.Watch watch,
      long maxBytes)
      throws OrtException {
    try (OrtSession.Result result = session.run(inputs, options)) {
      return outputs(result, maxBytes);
    } catch (OrtException e) {
      if (watch.hasEnded()) {
        throw new ServiceFailure("model-time-limit", "the model took too long and was stopped");
      }
      throw e;
    }
  }

  private OnnxTensor tensor(Tensor tensor) throws OrtException {
    ElementType type = ElementType.ofText(tensor.type()).orElseThrow();
    long[] shape = tensor.shape().stream().mapToLong(Long::longValue).toArray();
    ByteBuffer data = ByteBuffer.allocateDirect(tensor.data().length());
    data.put(tensor.data().asBuffer()).flip();
    return OnnxTensor.createTensor(environment, data, shape, type.runtimeType());
  }

  private static Map<String, Tensor> outputs(OrtSession.Result result, long maxBytes) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    long bytes = 0;
    for (Map.Entry<String, OnnxValue> output : result) {
      Tensor tensor = output(output.getKey(), output.getValue(), maxBytes - bytes);
      bytes += tensor.data().length();
      outputs.put(output.getKey(), tensor);
    }
    return outputs;
  }

  private static Tensor output(String name, OnnxValue value, long maxBytes) {
    if (value instanceof OnnxTensor tensor && value.getInfo() instanceof TensorInfo info) {
      ElementType type = ElementType.of(info.type).orElseThrow(() -> unsupported(name));
      if (info.getNumElements() * type.bytes() > maxBytes) {
        throw new ServiceFailure("model-output", "the outputs of the model are too large");
      }
      return new Tensor(type.text(), ModelSignature.boxed(info.getShape()), data(tensor));
    }
    throw unsupported(name);
  }

  private static Bytes data(OnnxTensor tensor) {
    ByteBuffer buffer = tensor.getByteBuffer();
    byte[] data = new byte[buffer.remaining()];
    buffer.get(data);
    return Bytes.ofOwnedArray(data);
  }

  private static ServiceFailure unsupported(String name) {
    return new ServiceFailure(
        "model-output", "the model's output '" + name + "' is not a tensor of numbers");
  }
}
