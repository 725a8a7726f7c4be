package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import java.util.List;
import java.util.Optional;

/** One repository of an image layout; referrers are listed under the tag that the OCI names. */
record LayoutRepository(OciLayout layout, String name) implements Repository {
  private static final long MAX_BLOB = 1L << 30;

  @Override
  public String place() {
    return layout.place();
  }

  @Override
  public Optional<Descriptor> resolve(String tag) throws Refused {
    return layout.tagged(reference(tag));
  }

  private String reference(String tag) {
    return name + ":" + tag;
  }

  @Override
  public Optional<Bytes> manifest(Digest digest) throws Refused {
    Optional<Bytes> content = layout.blob(digest, ImageManifest.MAX_BYTES);
    if (content.isPresent() && !Digest.of(content.get()).equals(digest)) {
      throw new Refused("blob-corrupt", "what is kept under " + digest + " is something else");
    }
    return content;
  }

  @Override
  public Bytes blob(Descriptor descriptor) throws Refused {
    return descriptor.require(
        layout
            .blob(descriptor.digest(), Math.max(descriptor.size(), MAX_BLOB))
            .orElseThrow(() ->
                new Refused("blob-missing", name + " lacks the content " + descriptor.digest())));
  }

  @Override
  public List<Descriptor> referrers(Digest subject) throws Refused {
    Optional<Descriptor> list = resolve(Repository.referrersTag(subject));
    return list.isEmpty() ? List.of() : ImageIndex.parse(blob(list.get())).manifests();
  }

  @Override
  public void putBlob(Descriptor descriptor, Bytes content) throws Refused {
    layout.putBlob(descriptor.digest(), descriptor.require(content));
  }

  @Override
  public void putManifest(ImageManifest manifest) throws Refused {
    layout.putBlob(manifest.descriptor().digest(), manifest.toJson());
  }

  @Override
  public void tag(String tag, ImageManifest manifest) throws Refused {
    layout.tag(reference(tag), manifest.descriptor());
  }

  @Override
  public void putReferrer(ImageManifest referrer) throws Refused {
    putManifest(referrer);
    Digest subject = referrer.subject().orElseThrow().digest();
    ImageIndex list = new ImageIndex(referrers(subject)).with(referrer.descriptor());
    Descriptor descriptor = Descriptor.of(ImageIndex.MEDIA_TYPE, list.toJson());
    layout.putBlob(descriptor.digest(), list.toJson());
    layout.tag(reference(Repository.referrersTag(subject)), descriptor);
  }
}
