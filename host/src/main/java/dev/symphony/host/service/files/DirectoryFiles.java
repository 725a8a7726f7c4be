package dev.symphony.host.service.files;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The files below one directory, which stays open for as long as the object lives: the directory
 * can be renamed, and another put in its place, and the object still reaches the first one.
 *
 * <p>Every path is walked from the open directory one component at a time, each opened relative to
 * the one before and without following links. So no rename or link that appears in the middle of a
 * call leads out of the directory.
 */
public final class DirectoryFiles implements FilesService, AutoCloseable {
  private final RootDirectory root;
  private final FilesLimits limits;

  private DirectoryFiles(RootDirectory root, FilesLimits limits) {
    this.root = root;
    this.limits = limits;
  }

  /**
   * Opens a directory. Links in {@code directory} itself are followed: whoever names it has chosen.
   *
   * @throws IOException when it is not a directory, or can't be read
   */
  public static DirectoryFiles open(Path directory, FilesLimits limits) throws IOException {
    return new DirectoryFiles(RootDirectory.open(directory), limits);
  }

  @Override
  public List<FileEntry> list(String pattern) {
    ResourcePattern glob =
        ResourcePattern.parse(pattern)
            .orElseThrow(() ->
                new ServiceFailure("file-path", "the pattern is malformed: see docs/services"));
    return new Listing(root, glob, limits).run();
  }

  @Override
  public Bytes read(String path) {
    return Bytes.ofOwnedArray(content(path));
  }

  @Override
  public String readText(String path) {
    byte[] content = content(path);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new ServiceFailure("file-not-text", "'" + path + "' is not well-formed UTF-8");
    }
  }

  @Override
  public FileEntry stat(String path) {
    try (OpenParent parent = parentOf(path)) {
      return new FileEntry(path, parent.regularFile().size());
    } catch (IOException e) {
      throw FileFailures.of(path, e);
    }
  }

  private byte[] content(String path) {
    try (OpenParent parent = parentOf(path)) {
      return parent.read(limits.maxReadBytes());
    } catch (IOException e) {
      throw FileFailures.of(path, e);
    }
  }

  private OpenParent parentOf(String path) throws IOException {
    String canonical =
        ResourcePath.canonical(path)
            .orElseThrow(
                () -> new ServiceFailure("file-path", "a path is relative and has no '.' or '..'"));
    String[] names = canonical.split("/");
    if (names.length > limits.maxDepth() || HiddenNames.among(names)) {
      throw FileFailures.notFound(path);
    }
    return OpenParent.walk(root, path, names);
  }

  /** Lets go of the directory; later calls fail. */
  @Override
  public void close() throws IOException {
    root.close();
  }
}
