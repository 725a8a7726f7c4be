package dev.symphony.sandbox.runtime;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The few things done with files when a runtime is put together. */
public final class RuntimeTree {
  private static final FileTime ENTRY_TIME = FileTime.fromMillis(315_619_200_000L);

  private RuntimeTree() {}

  /**
   * Puts every entry of a class path into {@code directory}: jars are linked or copied, directories
   * of classes become jars, since a cache takes no directories. Names keep the order of the class
   * path.
   */
  public static void collect(List<Path> classPath, Path directory) {
    try {
      Files.createDirectories(directory);
      for (int i = 0; i < classPath.size(); i++) {
        Path entry = classPath.get(i);
        String prefix = String.format("%03d-", i);
        if (Files.isDirectory(entry)) {
          pack(entry, directory.resolve(prefix + "classes.jar"));
        } else {
          place(entry, directory.resolve(prefix + entry.getFileName()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot fill " + directory, e);
    }
  }

  /** The jars that {@link #collect} put into a directory, as a class path in their order. */
  public static String classPath(Path directory) {
    try (Stream<Path> jars = Files.list(directory)) {
      return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }

  /** Writes a small text file. */
  public static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Writes properties under a temporary name first, so that a reader sees all of them or none. */
  public static void writeAtomically(Properties properties, Path file) {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (var writer = Files.newBufferedWriter(draft)) {
        properties.store(writer, null);
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** Removes a directory and everything in it; nothing happens when it is not there. */
  public static void delete(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory, e);
    }
  }

  /**
   * Jars of a repository never change and are linked; freshly built ones are overwritten, so
   * copied.
   */
  private static void place(Path jar, Path target) throws IOException {
    boolean fresh = jar.getParent() != null && jar.getParent().endsWith("target");
    if (!fresh) {
      try {
        Files.createLink(target, jar);
        return;
      } catch (IOException | UnsupportedOperationException e) {
        // Another file system: a copy does as well.
      }
    }
    Files.copy(jar, target);
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        JarEntry entry = new JarEntry(classes.relativize(file).toString());
        entry.setLastModifiedTime(ENTRY_TIME);
        out.putNextEntry(entry);
        Files.copy(file, out);
        out.closeEntry();
      }
    }
  }
}
