package dev.symphony.host.author.dev;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Tells when files below a directory change. What is not part of an extension (names that start
 * with a dot, {@code node_modules}, {@code __pycache__}) is not watched.
 */
public final class SourceWatch implements AutoCloseable {
  /** How long it has to be quiet after a change: editors write a file in several steps. */
  private static final long QUIET_MILLIS = 20;

  private final Path root;
  private final WatchService service;
  private final Map<WatchKey, Path> watched = new HashMap<>();

  private SourceWatch(Path root, WatchService service) {
    this.root = root;
    this.service = service;
  }

  /** Begins to watch. */
  public static SourceWatch of(Path root) throws IOException {
    SourceWatch watch = new SourceWatch(root, root.getFileSystem().newWatchService());
    watch.register(root);
    return watch;
  }

  private void register(Path directory) throws IOException {
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path found, BasicFileAttributes attributes)
              throws IOException {
            if (!found.equals(root) && isHidden(found)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            watched.put(found.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY), found);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static boolean isHidden(Path path) {
    String name = path.getFileName().toString();
    return name.startsWith(".") || name.equals("node_modules") || name.equals("__pycache__");
  }

  /**
   * Waits for changes, and then until it is quiet again.
   *
   * @return the paths that changed, relative to the directory, sorted; at least one
   */
  public Set<Path> awaitChange() throws InterruptedException, IOException {
    Set<Path> changed = new TreeSet<>();
    while (changed.isEmpty()) {
      take(service.take(), changed);
    }
    WatchKey next = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    while (next != null) {
      take(next, changed);
      next = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }
    return changed;
  }

  private void take(WatchKey key, Set<Path> changed) throws IOException {
    Path directory = watched.getOrDefault(key, root);
    for (WatchEvent<?> event : key.pollEvents()) {
      if (event.context() instanceof Path name && !isHidden(name)) {
        Path path = directory.resolve(name);
        changed.add(root.relativize(path));
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          register(path);
        }
      }
    }
    if (!key.reset()) {
      watched.remove(key);
    }
  }

  @Override
  public void close() throws IOException {
    service.close();
  }
}
