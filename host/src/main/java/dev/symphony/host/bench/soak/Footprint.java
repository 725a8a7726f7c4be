package dev.symphony.host.bench.soak;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What this process holds.
 *
 * @param heapBytes live objects, after a collection
 * @param files open file descriptors; 0 where the system does not say
 * @param sharedMappings pieces of memory shared with workers; 0 where the system does not say
 * @param children processes that it started and that are alive
 */
public record Footprint(long heapBytes, long files, long sharedMappings, long children) {
  private static final Path OPEN_FILES = Path.of("/proc/self/fd");
  private static final Path MAPPINGS = Path.of("/proc/self/maps");

  /** That of now. */
  public static Footprint now() {
    System.gc();
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        count(Files::list, OPEN_FILES),
        count(Footprint::shared, MAPPINGS),
        ProcessHandle.current().children().filter(ProcessHandle::isAlive).count());
  }

  private interface Listing<T> {
    Stream<T> of(Path path) throws IOException;
  }

  private static <T> long count(Listing<T> listing, Path path) {
    try (Stream<T> found = listing.of(path)) {
      return found.count();
    } catch (IOException e) {
      return 0;
    }
  }

  private static Stream<String> shared(Path maps) throws IOException {
    return Files.readAllLines(maps).stream().filter(line -> line.contains("memfd:"));
  }
}
