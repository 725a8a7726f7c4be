package dev.symphony.pit.model;

import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import java.util.Map;

/**
 * Running models. The resource is the digest of the model: {@code sha256:} and 64 hexadecimal
 * digits, so that a right to a model is a right to exactly those bytes.
 */
@Service(name = "models", description = "Runs machine-learning models in ONNX form.")
public interface Models {

  /** The outputs of {@code model} by name for {@code inputs} by name. */
  @Operation(
      index = 0,
      description = "Runs a model on named tensors, and answers with its outputs.")
  Map<String, Tensor> infer(@Resource(Resource.Form.NAME) String model, Map<String, Tensor> inputs);
}
