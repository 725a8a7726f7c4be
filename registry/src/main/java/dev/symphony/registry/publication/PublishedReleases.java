package dev.symphony.registry.publication;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.ImageManifest;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.signing.Envelope;
import dev.symphony.registry.signing.PublisherKey;
import dev.symphony.registry.trust.KeyHistory;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a repository keeps beside the versions: the signed list of them, and what the publisher says
 * about its keys.
 *
 * @param list the list of versions, not verified
 * @param history the statements about keys, not verified
 */
public record PublishedReleases(Envelope list, KeyHistory history) {
  /** The tag that it is kept under. */
  public static final String TAG = "releases";

  private static final Bytes NOTHING = Json.bytes(Json.object());
  private static final long MAX_BYTES = 4L << 20;

  /** What {@code repository} has. */
  public static Optional<PublishedReleases> in(Repository repository) throws Refused {
    Optional<Descriptor> tagged = repository.resolve(TAG);
    Optional<Bytes> manifest =
        tagged.isPresent() ? repository.manifest(tagged.get().digest()) : Optional.empty();
    if (manifest.isEmpty()) {
      return Optional.empty();
    }
    ImageManifest image = ImageManifest.parse(manifest.get());
    return Optional.of(
        new PublishedReleases(
            Envelope.parse(layer(repository, image, Envelope.MEDIA_TYPE)),
            KeyHistory.parse(layer(repository, image, MediaTypes.KEY_HISTORY))));
  }

  private static Bytes layer(Repository repository, ImageManifest image, String mediaType)
      throws Refused {
    Descriptor layer =
        image
            .layer(mediaType)
            .filter(found -> found.size() <= MAX_BYTES)
            .orElseThrow(() ->
                new Refused("oci-malformed", repository.name() + " has a broken list of versions"));
    return repository.blob(layer);
  }

  /** Puts it into {@code repository}, in place of what was there. */
  public void put(Repository repository) throws Refused {
    Bytes envelope = list.toJson();
    Bytes keys = history.toJson();
    ImageManifest image =
        new ImageManifest(
            MediaTypes.RELEASES,
            Descriptor.of(ImageManifest.EMPTY_CONFIG, NOTHING),
            List.of(
                Descriptor.of(Envelope.MEDIA_TYPE, envelope),
                Descriptor.of(MediaTypes.KEY_HISTORY, keys)),
            Optional.empty(),
            Map.of());
    repository.putBlob(image.config(), NOTHING);
    repository.putBlob(image.layers().getFirst(), envelope);
    repository.putBlob(image.layers().getLast(), keys);
    repository.putManifest(image);
    repository.tag(TAG, image);
  }

  /**
   * The key that the list says it is signed with, and is. That somebody has this key says nothing
   * about who they are: a person has to compare its fingerprint.
   *
   * @throws Refused when the list is not signed with the key that it names
   */
  public PublisherKey claimedKey() throws Refused {
    return ClaimedKey.of(list);
  }

  /**
   * The list, when {@code latest} signed it.
   *
   * @throws Refused {@code publisher-key-foreign} when another key did, and as {@link
   *     Envelope#verify}
   */
  public ReleaseList verify(ExtensionName extension, PublisherKey latest) throws Refused {
    if (!list.names(latest)) {
      throw new Refused(
          "publisher-key-foreign",
          "the list of versions of "
              + extension
              + " is not signed with the latest key that is accepted for '"
              + extension.publisher()
              + "'");
    }
    return ReleaseList.verify(list, latest, extension);
  }
}
