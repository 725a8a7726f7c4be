package dev.symphony.host.conductor;

import dev.symphony.capabilities.Bytes;
import dev.symphony.conductor.policy.Scoring;
import dev.symphony.conductor.simulation.Observation;
import dev.symphony.host.UserError;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.model.ModelLimits;
import dev.symphony.pit.model.ModelStore;
import dev.symphony.pit.model.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A policy that was exported as ONNX, run by the models of the Pit: input {@code rows}, output
 * {@code scores}. A run that fails gives no scores, so that the fallback decides.
 */
public final class OnnxScoring implements Scoring, AutoCloseable {
  private static final String FILE = "policy.onnx";
  private static final int VERSION_LENGTH = "sha256:".length() + 12;

  private final ModelStore models;
  private final String digest;

  private OnnxScoring(ModelStore models, String digest) {
    this.models = models;
    this.digest = digest;
  }

  /**
   * Opens a policy.
   *
   * @param policy the ONNX file, or the directory of a training
   * @param scratch a directory for the bytes of the model
   * @throws UserError {@code conductor-policy} when it is none, or was made for other observations
   */
  public static OnnxScoring open(Path policy, Path scratch) throws UserError, IOException {
    Path file = file(policy);
    ModelStore models = ModelStore.open(scratch, ModelLimits.DEFAULT);
    ContentDigest digest = models.add(Bytes.ofOwnedArray(Files.readAllBytes(file)));
    OnnxScoring scoring = new OnnxScoring(models, digest.toString());
    if (scoring.score(new float[Observation.OF_DECISION], 1).length != 1) {
      scoring.close();
      throw new UserError("conductor-policy", file + " is no policy for decisions of this version");
    }
    return scoring;
  }

  /**
   * The file of a policy.
   *
   * @param policy the ONNX file, or the directory of a training
   * @throws UserError {@code conductor-policy} when there is none
   */
  static Path file(Path policy) throws UserError {
    Path file = Files.isDirectory(policy) ? policy.resolve(FILE) : policy;
    if (!Files.isRegularFile(file)) {
      throw new UserError("conductor-policy", "there is no policy at " + file);
    }
    return file;
  }

  /** The version of the policy: the beginning of its digest. */
  public String version() {
    return digest.substring(0, Math.min(digest.length(), VERSION_LENGTH));
  }

  @Override
  public float[] score(float[] rows, int count) {
    ByteBuffer bytes =
        ByteBuffer.allocate(rows.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(rows);
    List<Long> shape = List.of((long) count, (long) Observation.OF_DECISION);
    Tensor input = new Tensor("float32", shape, Bytes.ofOwnedArray(bytes.array()));
    try {
      Tensor output = models.infer(digest, Map.of("rows", input)).get("scores");
      return output == null ? new float[0] : floats(output);
    } catch (ServiceFailure e) {
      return new float[0];
    }
  }

  private static float[] floats(Tensor tensor) {
    float[] values = new float[tensor.data().length() / Float.BYTES];
    ByteBuffer.wrap(tensor.data().toArray())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    return values;
  }

  @Override
  public void close() {
    models.close();
  }
}
