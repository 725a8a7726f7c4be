package dev.symphony.pit.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.content.ContentCorruptException;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.content.ContentDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models of one home, by digest. A model is loaded when it is first asked for, its bytes
 * checked against its digest, and stays loaded until others need its memory.
 *
 * <p>A model runs inside this process, in ONNX Runtime: which models come in here is decided when
 * an extension is installed.
 */
public final class ModelStore implements Models, AutoCloseable {
  private final ContentDirectory contents;
  private final ModelLimits limits;
  private final Watchdog watchdog = new Watchdog();
  private final Cache<ContentDigest, LoadedModel> loaded;

  private ModelStore(ContentDirectory contents, ModelLimits limits) {
    this.contents = contents;
    this.limits = limits;
    this.loaded =
        Caffeine.newBuilder()
            .maximumWeight(limits.maxLoadedBytes())
            .weigher((ContentDigest digest, LoadedModel model) -> model.bytes())
            .executor(Runnable::run)
            .removalListener(ModelStore::letGo)
            .build();
  }

  private static void letGo(
      @Nullable ContentDigest digest, @Nullable LoadedModel model, RemovalCause cause) {
    if (model != null) {
      model.release();
    }
  }

  /** Opens the store in {@code directory}, made when it is missing. */
  public static ModelStore open(Path directory, ModelLimits limits) throws IOException {
    return new ModelStore(ContentDirectory.open(directory, limits.maxStoredBytes()), limits);
  }

  /**
   * Takes a model in; it is loaded when it is first used.
   *
   * @return the digest to use it by
   * @throws dev.symphony.pit.content.ContentFullException when there is no room
   */
  public ContentDigest add(Bytes model) throws IOException {
    return contents.store(model);
  }

  @Override
  public Map<String, Tensor> infer(String model, Map<String, Tensor> inputs) {
    ContentDigest digest = ContentDigest.parse(model).orElseThrow(ModelStore::unknown);
    LoadedModel ready = acquire(digest);
    try {
      return ready.run(inputs, limits, watchdog);
    } finally {
      ready.release();
    }
  }

  private LoadedModel acquire(ContentDigest digest) {
    return loaded
        .asMap()
        .compute(digest, (key, model) -> (model == null ? load(key) : model).retain());
  }

  private LoadedModel load(ContentDigest digest) {
    Bytes model = bytes(digest);
    if (model.length() > limits.maxLoadedBytes()) {
      throw new ServiceFailure("model-invalid", "the model is too large to be loaded");
    }
    return DeepStack.call(() -> LoadedModel.load(environment(), model, limits.threads()));
  }

  private static OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
  }

  private Bytes bytes(ContentDigest digest) {
    try {
      return contents.load(digest).orElseThrow(ModelStore::unknown);
    } catch (ContentCorruptException e) {
      throw new ServiceFailure("model-corrupt", "the model has changed on the disk");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServiceFailure unknown() {
    return new ServiceFailure(
        "model-unknown",
        "there is no model with this digest ('sha256:' and 64 hexadecimal digits)");
  }

  /** Frees the models that are loaded; those that run now are freed when they are done. */
  @Override
  public void close() {
    loaded.invalidateAll();
    loaded.cleanUp();
    watchdog.close();
  }
}
