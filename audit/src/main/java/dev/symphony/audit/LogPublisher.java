package dev.symphony.audit;

import dev.symphony.audit.journal.JournalWriter;
import dev.symphony.audit.tile.TileFile;
import dev.symphony.audit.tile.TileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns the journal into tiles: first the tiles, then the checkpoint that covers them, and only
 * then the journal goes. Each step can be repeated.
 */
final class LogPublisher {
  private final TileWriter tiles;
  private final LogTree tree;
  private final List<TileFile> full = new ArrayList<>();

  LogPublisher(Path directory, LogTree tree) {
    this.tiles = new TileWriter(directory);
    this.tree = tree;
  }

  /** Publishes everything, and lets the journal begin again. */
  void publish(String checkpoint, JournalWriter journal) throws IOException {
    publish(checkpoint);
    journal.startAgain(tree.size());
  }

  /** Writes the tiles, and the checkpoint that covers them. */
  void publish(String checkpoint) throws IOException {
    full.addAll(tree.edge().takeFull());
    List<TileFile> files = new ArrayList<>(full);
    files.addAll(tree.edge().partial());
    tiles.write(files);
    tiles.replace(LogFiles.CHECKPOINT, checkpoint.getBytes(StandardCharsets.UTF_8));
    tiles.dropPartialsOf(full);
    full.clear();
  }

  /** Takes away the bundles of entries before {@code index}; their hashes stay. */
  void prune(long index) throws IOException {
    tiles.dropEntriesBefore(index);
  }
}
