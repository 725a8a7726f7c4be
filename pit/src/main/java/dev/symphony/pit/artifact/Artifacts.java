package dev.symphony.pit.artifact;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import org.jspecify.annotations.Nullable;

/**
 * Keeping what an extension makes. The resource of {@code put} is the name of the artifact, a
 * relative path; the resource of {@code get} is the digest, {@code sha256:} and 64 hexadecimal
 * digits.
 */
@Service(name = "artifacts", description = "Keeps what extensions make, under its digest.")
public interface Artifacts {

  /**
   * Keeps {@code content}, which is text (kept as UTF-8) or bytes, and records who made it when,
   * under which name and media type.
   */
  @Operation(
      index = 0,
      description = "Keeps text or bytes, and answers with their digest and size.")
  StoredArtifact put(@Resource String name, String mediaType, @Nullable Object content);

  /** The bytes that {@code digest} names. */
  @Operation(index = 1, description = "Gets the bytes with a digest.")
  Bytes get(@Resource(Resource.Form.NAME) String digest);
}
