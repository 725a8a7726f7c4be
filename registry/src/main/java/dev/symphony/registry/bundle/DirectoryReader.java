package dev.symphony.registry.bundle;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.ResourcePath;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Problem;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.ManifestReader;
import dev.symphony.registry.manifest.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads one directory, within bounds and without following a link out of it. */
final class DirectoryReader {
  private static final int MAX_FILES = 1_000;
  private static final long MAX_CODE_BYTES = 32L << 20;
  private static final long MAX_MODEL_BYTES = 512L << 20;
  private static final Set<String> LEFT_OUT_AT_TOP = Set.of("test", "tests", "training");

  private final Path given;
  private final Map<String, Bytes> files = new HashMap<>();
  private long bytes;

  DirectoryReader(Path given) {
    this.given = given;
  }

  ExtensionSource read() throws DocumentException {
    try {
      Path directory = given.toRealPath();
      if (!Files.isRegularFile(directory.resolve(Manifest.FILE_NAME))) {
        throw new NoSuchFileException(Manifest.FILE_NAME);
      }
      return read(directory);
    } catch (NoSuchFileException e) {
      throw refused(
          "extension-not-found",
          "",
          "there is no extension here: a directory with " + Manifest.FILE_NAME + " is needed");
    } catch (IOException e) {
      throw refused("extension-unreadable", "", "cannot be read: " + e.getMessage());
    }
  }

  private ExtensionSource read(Path directory) throws IOException, DocumentException {
    Bytes text = content(directory, Manifest.FILE_NAME, 1 << 21);
    Manifest manifest = ManifestReader.read(given.resolve(Manifest.FILE_NAME).toString(), text);
    readProgram(directory, manifest);
    Optional<Bytes> model = Optional.empty();
    if (manifest.model().isPresent()) {
      model = Optional.of(model(directory, manifest.model().get()));
    }
    return ExtensionSource.of(manifest, text, files, model);
  }

  private void readProgram(Path directory, Manifest manifest)
      throws IOException, DocumentException {
    Deque<Path> pending = new ArrayDeque<>(List.of(directory));
    while (!pending.isEmpty()) {
      Path parent = pending.pop();
      try (DirectoryStream<Path> children = Files.newDirectoryStream(parent)) {
        for (Path child : children) {
          visit(directory, child, manifest, pending);
        }
      }
    }
    String entry = manifest.code().entry();
    if (!files.containsKey(entry)) {
      if (!Files.exists(directory.resolve(entry), LinkOption.NOFOLLOW_LINKS)) {
        throw refused("extension-entry-missing", entry, missing(directory, entry));
      }
      add(directory, entry);
    }
  }

  private static String missing(Path directory, String entry) {
    String typeScript = entry.replaceFirst("js$", "ts");
    boolean source = !typeScript.equals(entry) && Files.exists(directory.resolve(typeScript));
    return "code.entry names a file that is not there"
        + (source
            ? "; compile " + typeScript + " first: run 'npx tsc' there ('npm install' gets it)"
            : "");
  }

  private void visit(Path directory, Path child, Manifest manifest, Deque<Path> pending)
      throws IOException, DocumentException {
    String path = directory.relativize(child).toString();
    if (isLeftOut(path, child) || manifest.model().stream().anyMatch(m -> m.path().equals(path))) {
      return;
    }
    if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
      pending.push(child);
    } else {
      add(directory, path);
    }
  }

  private static boolean isLeftOut(String path, Path child) {
    String name = child.getFileName().toString();
    boolean top = path.equals(name);
    return name.startsWith(".")
        || name.equals("__pycache__")
        || name.equals("node_modules")
        || (top && path.equals(Manifest.FILE_NAME))
        || (top && LEFT_OUT_AT_TOP.contains(name))
        || (top && name.toLowerCase(Locale.ROOT).startsWith("readme"));
  }

  private void add(Path directory, String path) throws IOException, DocumentException {
    if (files.size() == MAX_FILES) {
      throw refused("extension-too-large", path, "more than " + MAX_FILES + " files of code");
    }
    Bytes content = content(directory, path, MAX_CODE_BYTES - bytes);
    bytes += content.length();
    files.put(path, content);
  }

  private Bytes model(Path directory, ModelFile model) throws IOException, DocumentException {
    if (!Files.exists(directory.resolve(model.path()), LinkOption.NOFOLLOW_LINKS)) {
      throw refused("model-missing", model.path(), "model.path names a file that is not there");
    }
    Bytes content = content(directory, model.path(), MAX_MODEL_BYTES);
    String digest = SourceDigest.ofContent(content);
    if (!digest.equals(model.digest())) {
      throw refused(
          "model-digest-mismatch",
          model.path(),
          "the manifest tells " + model.digest() + ", but the file has " + digest);
    }
    return content;
  }

  private Bytes content(Path directory, String path, long limit)
      throws IOException, DocumentException {
    if (ResourcePath.canonical(path).isEmpty()) {
      throw refused("extension-file-refused", path, "the name of this file is not a plain path");
    }
    Path file = directory.resolve(path);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !file.toRealPath().equals(file)) {
      throw refused(
          "extension-file-refused", path, "neither a regular file nor a directory, or a link");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      byte[] content = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8L, limit + 1));
      if (content.length > limit) {
        throw refused("extension-too-large", path, "with this file it is larger than allowed");
      }
      return Bytes.ofOwnedArray(content);
    }
  }

  private DocumentException refused(String code, String path, String message) {
    String file = path.isEmpty() ? given.toString() : given.resolve(path).toString();
    return new DocumentException(List.of(new Problem(code, file, Optional.empty(), "", message)));
  }
}
