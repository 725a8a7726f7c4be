package dev.symphony.pit.artifact;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import java.util.List;
import java.util.Optional;

/**
 * The Artifact Store as the house reaches it, for all extensions. Every operation may be done twice
 * without harm: the same content under the same name is the same version.
 */
@Service(name = "store", description = "Keeps the artifacts of a home.")
public interface Keeper {

  /**
   * Keeps a content; fails with {@code artifact-store-full}.
   *
   * @param by the extension that made it
   * @param from the digests of what it was made from
   */
  @Operation(index = 0, description = "Keeps a content, and records who made it.")
  KeptArtifact put(
      String by, @Resource String name, String mediaType, Bytes content, List<String> from);

  /** The content with a digest, the read recorded; fails with {@code artifact-corrupt}. */
  @Operation(index = 1, description = "Gets a content.")
  Optional<Bytes> get(@Resource(Resource.Form.NAME) String digest, String reader);

  /** The size of a content that was used of late, or -1; not a read. */
  @Operation(
      index = 2,
      mode = Operation.Mode.SYNCHRONOUS,
      description = "Tells the size of a content that is known.")
  long locate(@Resource(Resource.Form.NAME) String digest);

  /** Every version since a time, the oldest first. */
  @Operation(index = 3, description = "Lists the versions of all artifacts.")
  List<KeptArtifact> records(long sinceEpochMillis);

  /** What is known about every content. */
  @Operation(index = 4, description = "Tells what is known about every content.")
  List<KeptFacts> facts();

  /** Sets a mark of a content; false when there is no such content. */
  @Operation(index = 5, description = "Sets a mark of a content.")
  boolean mark(@Resource(Resource.Form.NAME) String digest, String mark, double value);

  /** Deletes a content of which exactly this is still known; says whether it did. */
  @Operation(index = 6, description = "Deletes a content about which nothing has changed.")
  boolean deleteIfStill(KeptFacts facts);
}
