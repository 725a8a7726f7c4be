package dev.symphony.audit.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is in a journal.
 *
 * @param frames the whole frames from the beginning
 * @param goodBytes how many bytes they take
 * @param tornBytes how many bytes after them are no frame
 * @param afterGap the first whole frame after those, if there is one
 */
public record JournalScan(
    List<JournalFrame> frames, int goodBytes, int tornBytes, Optional<JournalFrame> afterGap) {

  /** What is in a file. */
  public static JournalScan of(Path journal) throws IOException {
    return of(Files.readAllBytes(journal));
  }

  /** What is in these bytes. */
  public static JournalScan of(byte[] bytes) {
    List<JournalFrame> frames = new ArrayList<>();
    int good = 0;
    for (Optional<JournalFrame.Found> next = JournalFrame.at(bytes, 0);
        next.isPresent();
        next = JournalFrame.at(bytes, good)) {
      frames.add(next.get().frame());
      good = next.get().end();
    }
    return new JournalScan(frames, good, bytes.length - good, next(bytes, good + 1));
  }

  private static Optional<JournalFrame> next(byte[] bytes, int from) {
    for (int offset = from; offset < bytes.length; offset++) {
      Optional<JournalFrame.Found> found = JournalFrame.at(bytes, offset);
      if (found.isPresent()) {
        return Optional.of(found.get().frame());
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a crash explains what is missing: nothing follows the gap, or only what was written
   * when the entries before it were not yet said to be durable.
   */
  public boolean isTornByACrash(long entriesBefore) {
    return afterGap.map(frame -> frame.durable() <= entriesBefore).orElse(true);
  }
}
