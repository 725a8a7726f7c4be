package dev.symphony.registry.oci;

import dev.symphony.capabilities.Bytes;
import dev.symphony.registry.Digest;
import dev.symphony.registry.DurableFiles;
import dev.symphony.registry.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OCI image layout in a directory: blobs by digest, and one index with the tags of all
 * repositories as {@code NAME:TAG}. Every file appears whole or not at all. One process writes at a
 * time; the home's lock sees to that.
 */
public final class OciLayout {
  private static final String MARK = "oci-layout";
  private static final String INDEX = "index.json";
  private static final long MAX_INDEX_BYTES = 64L << 20;

  private final Path directory;
  private Optional<Map<String, Descriptor>> tags = Optional.empty();
  private boolean dirty;

  private OciLayout(Path directory) {
    this.directory = directory;
  }

  /** The layout in {@code directory}, which is made when something is put there first. */
  public static OciLayout at(Path directory) {
    return new OciLayout(directory);
  }

  /** Whether {@code directory} is an image layout. */
  public static boolean isAt(Path directory) {
    return Files.isRegularFile(directory.resolve(MARK));
  }

  /** The repository called {@code name}. */
  public Repository repository(String name) {
    return new LayoutRepository(this, name);
  }

  /** Where it is. */
  public Path directory() {
    return directory;
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
   * @throws Refused {@code registry-unreachable} when the directory can't be written
   */
  public synchronized void flush() throws Refused {
    if (!dirty) {
      return;
    }
    try {
      Files.createDirectories(directory);
      if (!isAt(directory)) {
        DurableFiles.replace(
            directory.resolve(MARK), Bytes.utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
      }
      DurableFiles.replace(
          directory.resolve(INDEX), new ImageIndex(List.copyOf(tags().values())).toJson());
      dirty = false;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Map<String, Descriptor> tags() throws Refused {
    if (tags.isEmpty()) {
      Map<String, Descriptor> read = new LinkedHashMap<>();
      Optional<Bytes> index = content(directory.resolve(INDEX), MAX_INDEX_BYTES);
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
    Path file = path(digest);
    try {
      if (!Files.exists(file) || Files.size(file) != content.length()) {
        Files.createDirectories(directory.resolve("blobs").resolve("sha256"));
        DurableFiles.replace(file, content);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Path path(Digest digest) {
    return directory.resolve("blobs").resolve("sha256").resolve(digest.hex());
  }

  private Optional<Bytes> content(Path file, long limit) throws Refused {
    try {
      if (Files.size(file) > limit) {
        throw new Refused("blob-corrupt", file + " is larger than it can be");
      }
      return Optional.of(Bytes.ofOwnedArray(Files.readAllBytes(file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private Refused unusable(IOException e) {
    return new Refused(
        "registry-unreachable", "the registry in " + directory + " can't be used: " + e, e);
  }
}
