package dev.symphony.sandbox.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands contents out raw: in files that workers map. A worker can read what lies in its own room,
 * and in the table of generations; nothing else is in its jail.
 */
public interface RawResources {
  /** Hands nothing out. */
  RawResources NONE =
      new RawResources() {
        @Override
        public Optional<Room> openRoom() {
          return Optional.empty();
        }

        @Override
        public long generation() {
          return 0;
        }

        @Override
        public Optional<Exposure> expose(Room room, long generation, @Nullable Object answer) {
          return Optional.empty();
        }

        @Override
        public void closeRoom(Room room) {}
      };

  /**
   * What the jail of one worker admits.
   *
   * @param directory where its files are
   * @param table the table of generations
   */
  record Room(Path directory, Path table) {}

  /**
   * A content in a room.
   *
   * @param slot the place in the table that tells how long it may be used
   */
  record Exposure(Path file, long bytes, int slot, long generation) {}

  /** A room for a new worker; none when nothing is handed out. */
  Optional<Room> openRoom() throws IOException;

  /** The present generation of everything that was handed out. */
  long generation();

  /**
   * Puts an answer into a room, when it is one that may be used again without asking. Called by the
   * thread that got it from the gate.
   *
   * @param generation the generation before the gate was asked
   */
  Optional<Exposure> expose(Room room, long generation, @Nullable Object answer);

  /** A worker is gone. */
  void closeRoom(Room room);
}
