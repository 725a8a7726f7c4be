package dev.symphony.audit;

import dev.symphony.audit.tile.TileFile;
import dev.symphony.audit.tile.TileWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Turns journals into tiles: first the tiles, then the checkpoint that covers them, and only then
 * the journals go. Each step can be repeated.
 */
final class LogPublisher {
  private final TileWriter tiles;

  LogPublisher(Path directory) {
    this.tiles = new TileWriter(directory);
  }

  /**
   * A state of the log that is in journals, and not in tiles yet.
   *
   * @param full the files that have become full since the state before
   * @param partial the files at the edge
   * @param checkpoint the signed note of this state
   * @param journals what may go when the tiles are there
   * @param pruneBefore the entries before this index are kept no longer
   */
  record State(
      List<TileFile> full,
      List<TileFile> partial,
      String checkpoint,
      List<Path> journals,
      OptionalLong pruneBefore) {

    /** The state of {@code tree}, which from now on counts as taken care of. */
    static State of(
        LogTree tree, String checkpoint, List<Path> journals, OptionalLong pruneBefore) {
      return new State(
          tree.edge().takeFull(), tree.edge().partial(), checkpoint, journals, pruneBefore);
    }
  }

  /** Writes a state; the one before has to be written. */
  void publish(State state) throws IOException {
    List<TileFile> files = new ArrayList<>(state.full());
    files.addAll(state.partial());
    tiles.write(files);
    tiles.replace(LogFiles.CHECKPOINT, state.checkpoint().getBytes(StandardCharsets.UTF_8));
    tiles.dropPartialsOf(state.full());
    for (Path journal : state.journals()) {
      Files.deleteIfExists(journal);
    }
    if (state.pruneBefore().isPresent()) {
      tiles.dropEntriesBefore(state.pruneBefore().getAsLong());
    }
  }
}
