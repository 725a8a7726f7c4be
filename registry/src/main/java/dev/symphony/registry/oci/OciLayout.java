package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An OCI image layout: blobs by digest, and one index with the tags of all repositories as {@code
 * NAME:TAG}. Every file appears whole or not at all. One process writes at a time; the home's lock
 * sees to that.
 */
public final class OciLayout {
  private static final String MARK = "oci-layout";
  private static final String INDEX = "index.json";
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
    return new OciLayout(new DirectoryFiles(directory));
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
   * Writes the tags that were set since the last time; until then nobody else sees them.
   *
   * @throws Refused {@code registry-unreachable} when the files can't be written
   */
  public synchronized void flush() throws Refused {
    if (!dirty) {
      return;
    }
    try {
      if (!files.has(MARK, VERSION.length())) {
        files.write(MARK, VERSION);
      }
      files.write(INDEX, new ImageIndex(List.copyOf(tags().values())).toJson());
      dirty = false;
    } catch (IOException e) {
      throw unusable(e);
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
      if (!files.has(path(digest), content.length())) {
        files.write(path(digest), content);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private static String path(Digest digest) {
    return "blobs/sha256/" + digest.hex();
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
