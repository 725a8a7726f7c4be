package dev.symphony.audit.witness;

import dev.symphony.audit.note.SignedNote;
import dev.symphony.audit.note.VerifiedCheckpoint;

/** What a witness makes of the present state of a log. */
public sealed interface Sighting {
  /** The log goes on from what was seen before; the checkpoint with the witness's signature. */
  record Consistent(SignedNote cosigned, long before, long size) implements Sighting {}

  /** The log is shorter than it was: somebody took its end away, or shows an old copy. */
  record RolledBack(VerifiedCheckpoint seen, VerifiedCheckpoint now) implements Sighting {}

  /**
   * The log does not go on from what was seen before. Both checkpoints carry the log's signature:
   * together they prove to anybody that it told two stories.
   */
  record Forked(VerifiedCheckpoint seen, VerifiedCheckpoint now) implements Sighting {}

  /** The checkpoint holds, and the files do not lead to it. */
  record Damaged(VerifiedCheckpoint now, String text) implements Sighting {}
}
