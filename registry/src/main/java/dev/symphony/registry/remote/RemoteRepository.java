package dev.symphony.registry.remote;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.oci.Descriptor;
import dev.symphony.registry.oci.ImageIndex;
import dev.symphony.registry.oci.ImageManifest;
import dev.symphony.registry.oci.Repository;
import dev.symphony.registry.remote.RegistryHttp.Answer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

/**
 * One repository of a registry. Where the registry knows no referrers, they are listed under the
 * tag that the OCI names for them.
 */
public final class RemoteRepository implements Repository {
  private static final String ACCEPTED = ImageManifest.MEDIA_TYPE + ", " + ImageIndex.MEDIA_TYPE;
  private static final long MAX_ANSWER = 1L << 16;

  private final RegistryAddress address;
  private final String name;
  private final RegistryHttp http;

  /**
   * The repository called {@code name} of the registry at {@code address}.
   *
   * @param credentials for registries that ask for them
   */
  public RemoteRepository(RegistryAddress address, String name, Optional<Credentials> credentials) {
    this.address = address;
    this.name = name;
    this.http = new RegistryHttp(address, credentials);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String place() {
    return address.toString();
  }

  private String path(String kind, String reference) {
    return address.prefix() + name + "/" + kind + "/" + reference;
  }

  @Override
  public Optional<Descriptor> resolve(String tag) throws Refused {
    Answer answer = getManifest(tag);
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(
            Descriptor.of(
                answer.header("Content-Type").orElse(ImageManifest.MEDIA_TYPE), answer.body()));
  }

  private Answer getManifest(String reference) throws Refused {
    return http.send(
        http.to(path("manifests", reference)).header("Accept", ACCEPTED).GET(),
        ImageManifest.MAX_BYTES);
  }

  @Override
  public Optional<Bytes> manifest(Digest digest) throws Refused {
    Answer answer = getManifest(digest.text());
    if (answer.status() == 404) {
      return Optional.empty();
    }
    if (!Digest.of(answer.body()).equals(digest)) {
      throw new Refused("blob-corrupt", address + " gives something else for " + digest);
    }
    return Optional.of(answer.body());
  }

  @Override
  public Bytes blob(Descriptor descriptor) throws Refused {
    Answer answer =
        http.send(
            http.to(path("blobs", descriptor.digest().text())).GET(), errorsToo(descriptor.size()));
    if (answer.status() == 404) {
      throw new Refused("blob-missing", name + " lacks the content " + descriptor.digest());
    }
    return descriptor.require(answer.body());
  }

  /** Room for a blob of that size, or for an answer that says why there is none. */
  private static long errorsToo(long size) {
    return Math.max(size, MAX_ANSWER);
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws Refused {
    Answer answer =
        http.send(
            http.to(path("referrers", subject.text())).header("Accept", ACCEPTED).GET(),
            ImageManifest.MAX_BYTES);
    if (answer.status() != 404) {
      return ImageIndex.parse(answer.body()).manifests();
    }
    Answer list = getManifest(Repository.referrersTag(subject));
    return list.status() == 404 ? List.of() : ImageIndex.parse(list.body()).manifests();
  }

  @Override
  public void putBlob(Descriptor descriptor, Bytes content) throws Refused {
    Bytes checked = descriptor.require(content);
    String digest = descriptor.digest().text();
    HttpRequest.Builder question =
        http.to(path("blobs", digest)).method("HEAD", BodyPublishers.noBody());
    if (http.send(question, MAX_ANSWER).status() != 404) {
      return;
    }
    Answer begun =
        http.send(http.to(path("blobs", "uploads/")).POST(BodyPublishers.noBody()), MAX_ANSWER);
    URI upload =
        begun
            .header("Location")
            .map(location -> begun.response().uri().resolve(location))
            .orElseThrow(() ->
                new Refused("registry-unreachable", address + " names no place to upload to"));
    String query = upload.getRawQuery() == null ? "?" : "&";
    http.send(
        http.to(URI.create(upload + query + "digest=" + digest))
            .header("Content-Type", "application/octet-stream")
            .PUT(body(checked)),
        MAX_ANSWER);
  }

  private static BodyPublisher body(Bytes content) {
    return BodyPublishers.ofByteArray(content.toArray());
  }

  private Answer put(String reference, String mediaType, Bytes content) throws Refused {
    return http.send(
        http.to(path("manifests", reference)).header("Content-Type", mediaType).PUT(body(content)),
        MAX_ANSWER);
  }

  @Override
  public void putManifest(ImageManifest manifest) throws Refused {
    put(manifest.descriptor().digest().text(), ImageManifest.MEDIA_TYPE, manifest.toJson());
  }

  @Override
  public void tag(String tag, ImageManifest manifest) throws Refused {
    put(tag, ImageManifest.MEDIA_TYPE, manifest.toJson());
  }

  @Override
  public void putReferrer(ImageManifest referrer) throws Refused {
    Digest subject = referrer.subject().orElseThrow().digest();
    Answer answer =
        put(referrer.descriptor().digest().text(), ImageManifest.MEDIA_TYPE, referrer.toJson());
    if (answer.header("OCI-Subject").isEmpty()) {
      ImageIndex list = new ImageIndex(referrers(subject)).with(referrer.descriptor());
      put(Repository.referrersTag(subject), ImageIndex.MEDIA_TYPE, list.toJson());
    }
  }
}
