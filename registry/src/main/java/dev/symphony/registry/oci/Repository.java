package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import java.util.List;
import java.util.Optional;

/**
 * The artifacts of one name in one place. What it gives is what somebody put there: digests are
 * checked, signatures are not.
 *
 * <p>Every method refuses with {@code registry-unreachable} when the place does not answer, with
 * {@code blob-corrupt} when content is not what its digest says, and with {@code oci-malformed}
 * when something is not in a form of the OCI.
 */
public interface Repository {
  /** The name, for example {@code acme/word-count}. */
  String name();

  /** Where it is, as a person would name it: a directory or a registry. */
  String place();

  /** What {@code tag} points to now. */
  Optional<Descriptor> resolve(String tag) throws Refused;

  /** A manifest or index by its digest. */
  Optional<Bytes> manifest(Digest digest) throws Refused;

  /**
   * The content that {@code descriptor} describes.
   *
   * @throws Refused {@code blob-missing} when it is not there
   */
  Bytes blob(Descriptor descriptor) throws Refused;

  /** The artifacts that refer to {@code subject}. */
  List<Descriptor> referrers(Digest subject) throws Refused;

  /** Keeps a blob. */
  void putBlob(Descriptor descriptor, Bytes content) throws Refused;

  /** Keeps a manifest, after everything that it names. */
  void putManifest(ImageManifest manifest) throws Refused;

  /** Lets {@code tag} point to a manifest that is there. */
  void tag(String tag, ImageManifest manifest) throws Refused;

  /** Keeps {@code referrer}, and lists it among those that refer to its subject. */
  void putReferrer(ImageManifest referrer) throws Refused;

  /** The tag under which referrers are listed where there is no other list of them. */
  static String referrersTag(Digest subject) {
    return "sha256-" + subject.hex();
  }
}
