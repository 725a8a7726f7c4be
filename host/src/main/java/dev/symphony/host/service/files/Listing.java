package dev.symphony.host.service.files;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * One walk through a directory, collecting the files that a pattern matches. Directories that can't
 * be entered, and entries that vanish meanwhile, are left out: a listing tells what can be read.
 */
final class Listing {
  private final RootDirectory root;
  private final ResourcePattern pattern;
  private final FilesLimits limits;
  private final List<String> fixedStart;
  private final List<FileEntry> found = new ArrayList<>();
  private int seen;

  Listing(RootDirectory root, ResourcePattern pattern, FilesLimits limits) {
    this.root = root;
    this.pattern = pattern;
    this.limits = limits;
    this.fixedStart =
        Arrays.stream(pattern.toString().split("/"))
            .takeWhile(segment -> segment.indexOf('*') < 0 && segment.indexOf('?') < 0)
            .toList();
  }

  List<FileEntry> run() {
    try (SecureDirectoryStream<Path> top = root.again()) {
      visit(top, "", 0);
    } catch (IOException | DirectoryIteratorException e) {
      throw new ServiceFailure("file-unreadable", "the directory could not be listed");
    }
    found.sort(Comparator.comparing(FileEntry::path));
    return List.copyOf(found);
  }

  private void visit(SecureDirectoryStream<Path> directory, String prefix, int depth) {
    for (Path entry : directory) {
      String name = entry.getFileName().toString();
      if (leadsOn(name, depth) && !HiddenNames.contains(name)) {
        count();
        look(directory, entry.getFileName(), prefix + name, depth);
      }
    }
  }

  private boolean leadsOn(String name, int depth) {
    return depth >= fixedStart.size() || fixedStart.get(depth).equals(name);
  }

  private void count() {
    if (++seen > limits.maxEntries()) {
      throw new ServiceFailure(
          "files-limit", "the listing would look at more than " + limits.maxEntries() + " entries");
    }
  }

  private void look(SecureDirectoryStream<Path> directory, Path name, String path, int depth) {
    try {
      BasicFileAttributes attributes = OpenParent.attributes(directory, name);
      if (attributes.isRegularFile() && pattern.matches(path)) {
        found.add(new FileEntry(path, attributes.size()));
      } else if (attributes.isDirectory()) {
        descend(directory, name, path, depth + 1);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // Gone, replaced or closed to the host since it was named: not a file that could be read.
      return;
    }
  }

  private void descend(SecureDirectoryStream<Path> parent, Path name, String path, int depth)
      throws IOException {
    if (depth >= limits.maxDepth()) {
      throw new ServiceFailure(
          "files-limit", "the directory is more than " + limits.maxDepth() + " levels deep");
    }
    try (SecureDirectoryStream<Path> child = OpenParent.enter(parent, name.toString())) {
      visit(child, path + "/", depth);
    }
  }
}
