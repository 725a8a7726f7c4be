package dev.symphony.audit;

import dev.symphony.audit.merkle.Frontier;
import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.audit.note.Checkpoint;
import dev.symphony.audit.tile.TileEdge;
import dev.symphony.audit.tile.TileReader;
import java.nio.file.Path;

/** The tree of a log that is being written: its edge in hashes, and its edge in files. */
final class LogTree {
  private final TreeHasher hasher = new TreeHasher();
  private final Frontier frontier;
  private final TileEdge edge;

  /** The tree of the log in {@code directory}, as far as its tiles reach. */
  LogTree(Path directory, long size) {
    TileReader reader = new TileReader(directory, size);
    this.frontier = Frontier.of(hasher, reader, size);
    this.edge = TileEdge.of(hasher, reader);
  }

  void add(byte[] entry) {
    var leaf = hasher.leaf(entry);
    frontier.add(leaf);
    edge.add(entry, leaf);
  }

  long size() {
    return frontier.size();
  }

  Checkpoint checkpoint(String origin) {
    return new Checkpoint(origin, frontier.size(), frontier.root());
  }

  TileEdge edge() {
    return edge;
  }
}
