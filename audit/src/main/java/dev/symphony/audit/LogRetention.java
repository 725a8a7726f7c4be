package dev.symphony.audit;

import dev.symphony.audit.tile.TileReader;
import java.nio.file.Path;
import java.util.OptionalLong;

/** Which entries are old enough to be let go: whole bundles, from the beginning of the log on. */
final class LogRetention {
  private LogRetention() {}

  /** The index before which all entries are older than {@code oldestMillis}, if that is news. */
  static OptionalLong prunable(Path directory, long size, long oldestMillis) {
    TileReader reader = new TileReader(directory, size);
    long first = reader.firstBundle();
    long bundle = first;
    while (bundle + 1 < reader.bundles()
        && isOlder(reader.entries(bundle).getLast(), oldestMillis)) {
      bundle++;
    }
    return bundle == first ? OptionalLong.empty() : OptionalLong.of(reader.start(bundle));
  }

  private static boolean isOlder(byte[] entry, long oldestMillis) {
    return RecordLine.parse(entry).filter(r -> r.epochMillis() < oldestMillis).isPresent();
  }
}
