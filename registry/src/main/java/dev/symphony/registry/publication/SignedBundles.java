package dev.symphony.registry.publication;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Json;
import dev.symphony.registry.Refused;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.ImageManifest;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.signing.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts bundles and their signatures into repositories, and finds the signatures there. */
public final class SignedBundles {
  private static final Bytes NOTHING = Json.bytes(Json.object());
  private static final int MAX_ENVELOPES = 32;

  private SignedBundles() {}

  /** Puts {@code bundle} with its signature under the tag of its version. */
  public static void put(Repository repository, Bundle bundle, Envelope envelope) throws Refused {
    for (Map.Entry<Descriptor, Bytes> blob : bundle.blobs().entrySet()) {
      repository.putBlob(blob.getKey(), blob.getValue());
    }
    repository.putManifest(bundle.image());
    ImageManifest signature = signature(bundle.image().descriptor(), envelope);
    repository.putBlob(signature.config(), NOTHING);
    repository.putBlob(signature.layers().getFirst(), envelope.toJson());
    repository.putReferrer(signature);
    repository.tag(tag(bundle.version()), bundle.image());
  }

  /** The tag of a version; the plus sign of a version is not allowed in tags. */
  public static String tag(String version) {
    return version.replace('+', '_');
  }

  private static ImageManifest signature(Descriptor subject, Envelope envelope) {
    return new ImageManifest(
        Envelope.MEDIA_TYPE,
        Descriptor.of(ImageManifest.EMPTY_CONFIG, NOTHING),
        List.of(Descriptor.of(Envelope.MEDIA_TYPE, envelope.toJson())),
        Optional.of(Descriptor.of(subject.mediaType(), subject.digest(), subject.size())),
        Map.of());
  }

  /** The envelopes that refer to the artifact with the descriptor {@code subject}. */
  static List<Envelope> envelopes(Repository repository, Descriptor subject) throws Refused {
    List<Envelope> envelopes = new ArrayList<>();
    for (Descriptor referrer : repository.referrers(subject.digest())) {
      Optional<Bytes> manifest =
          envelopes.size() < MAX_ENVELOPES && isEnvelope(referrer)
              ? repository.manifest(referrer.digest())
              : Optional.empty();
      if (manifest.isPresent()) {
        Descriptor layer = ImageManifest.parse(manifest.get()).layers().getFirst();
        if (layer.size() <= Envelope.MAX_BYTES) {
          envelopes.add(Envelope.parse(repository.blob(layer)));
        }
      }
    }
    return envelopes;
  }

  private static boolean isEnvelope(Descriptor referrer) {
    return referrer.artifactType().filter(Envelope.MEDIA_TYPE::equals).isPresent();
  }
}
