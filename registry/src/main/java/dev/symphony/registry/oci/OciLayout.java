package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An OCI image layout: blobs by digest, and one index with the tags of all repositories as {@code
 * NAME:TAG}. Every file appears whole or not at all. One process writes at a time; a {@link
 * LayoutLock} sees to that.
 */
public final class OciLayout {
  private static final String MARK = "oci-layout";
  private static final String INDEX = "index.json";
  private static final String BLOBS = "blobs/sha256";
  private static final Bytes VERSION = Bytes.utf8("{\"imageLayoutVersion\":\"1.0.0\"}");
  private static final long MAX_INDEX_BYTES = 64L << 20;

  private final LayoutFiles files;
  private Optional<Map<String, Descriptor>> tags = Optional.empty();
  private boolean dirty;

  private OciLayout(LayoutFiles files) {
    this.files = files;
  }

  /** The layout in {@code directory}, which is made when something is put there first. */
  public static OciLayout at(Path directory) {
    return new OciLayout(new DirectoryFiles(directory.toAbsolutePath()));
  }

  /**
   * A layout in memory.
   *
   * @param name the name for messages
   * @param files its files by path; what is put into the layout is put in there
   */
  public static OciLayout of(String name, Map<String, Bytes> files) {
    return new OciLayout(new ArchivedFiles(name, files));
  }

  /** Whether {@code directory} is an image layout. */
  public static boolean isAt(Path directory) {
    return Files.isRegularFile(directory.resolve(MARK));
  }

  /** The repository called {@code name}. */
  public Repository repository(String name) {
    return new LayoutRepository(this, name);
  }

  /** Where it is, as a person would name it. */
  public String place() {
    return files.name();
  }

  /**
   * Every tag that there is, as {@code NAME:TAG}.
   *
   * @throws Refused {@code registry-unreachable} or {@code oci-malformed}
   */
  public synchronized Set<String> references() throws Refused {
    return Set.copyOf(tags().keySet());
  }

  synchronized Optional<Descriptor> tagged(String reference) throws Refused {
    return Optional.ofNullable(tags().get(reference));
  }

  synchronized void tag(String reference, Descriptor descriptor) throws Refused {
    Descriptor tagged = descriptor.annotated(Descriptor.REF_NAME, reference);
    dirty |= !tagged.equals(tags().put(reference, tagged));
  }

  /**
   * Takes the tags of a repository away; others see them until {@link #flush}.
   *
   * @param repository the name, for example {@code acme/word-count}
   * @throws Refused {@code registry-unreachable} or {@code oci-malformed}
   */
  public synchronized void forget(String repository) throws Refused {
    dirty |= tags().keySet().removeIf(reference -> reference.startsWith(repository + ":"));
  }

  /**
   * Writes the tags that were set since the last time; until then nobody else sees them. What they
   * lead to is on the disk before, and they are when this returns.
   *
   * @throws Refused {@code registry-unreachable} when the files can't be written
   */
  public synchronized void flush() throws Refused {
    if (!dirty) {
      return;
    }
    try {
      if (content(MARK, VERSION.length()).isEmpty()) {
        files.write(MARK, VERSION);
      }
      files.keep();
      files.write(INDEX, new ImageIndex(List.copyOf(tags().values())).toJson());
      files.keep();
      dirty = false;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /**
   * Takes away what no tag leads to: content that nobody needs any more, and what a process left
   * that ended while it wrote.
   *
   * @return how many files went
   * @throws Refused {@code registry-unreachable} when the files can't be deleted
   */
  public synchronized int sweep() throws Refused {
    flush();
    Set<String> needed = new HashSet<>();
    for (Descriptor descriptor : tags().values()) {
      addReachable(descriptor, needed);
    }
    try {
      Set<String> names = files.names(BLOBS);
      names.removeAll(needed);
      for (String name : names) {
        files.delete(BLOBS + "/" + name);
      }
      return names.size();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private void addReachable(Descriptor descriptor, Set<String> needed) throws Refused {
    if (!needed.add(descriptor.digest().hex())) {
      return;
    }
    boolean leads = descriptor.mediaType().equals(ImageManifest.MEDIA_TYPE);
    boolean lists = descriptor.mediaType().equals(ImageIndex.MEDIA_TYPE);
    Optional<Bytes> content =
        leads || lists ? blob(descriptor.digest(), ImageManifest.MAX_BYTES) : Optional.empty();
    if (content.isPresent() && leads) {
      ImageManifest image = ImageManifest.parse(content.get());
      needed.add(image.config().digest().hex());
      image.layers().forEach(layer -> needed.add(layer.digest().hex()));
    } else if (content.isPresent()) {
      for (Descriptor listed : ImageIndex.parse(content.get()).manifests()) {
        addReachable(listed, needed);
      }
    }
  }

  private Map<String, Descriptor> tags() throws Refused {
    if (tags.isEmpty()) {
      Map<String, Descriptor> read = new LinkedHashMap<>();
      Optional<Bytes> index = content(INDEX, MAX_INDEX_BYTES);
      if (index.isPresent()) {
        for (Descriptor descriptor : ImageIndex.parse(index.get()).manifests()) {
          String name = descriptor.annotations().getOrDefault(Descriptor.REF_NAME, "");
          read.put(name.isEmpty() ? descriptor.digest().text() : name, descriptor);
        }
      }
      tags = Optional.of(read);
    }
    return tags.get();
  }

  Optional<Bytes> blob(Digest digest, long limit) throws Refused {
    return content(path(digest), limit);
  }

  void putBlob(Digest digest, Bytes content) throws Refused {
    try {
      if (!content(path(digest), Long.MAX_VALUE).filter(content::equals).isPresent()) {
        files.write(path(digest), content);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static String path(Digest digest) {
    return BLOBS + "/" + digest.hex();
  }

  private Optional<Bytes> content(String path, long limit) throws Refused {
    try {
      return files.read(path, limit);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Refused unusable(IOException e) {
    return new Refused(
        "registry-unreachable", "the registry " + files.name() + " can't be used: " + e, e);
  }
}
