package dev.symphony.audit.verify;

import dev.symphony.audit.journal.JournalFiles;
import dev.symphony.audit.journal.JournalFrame;
import dev.symphony.audit.journal.JournalScan;
import dev.symphony.audit.merkle.Frontier;
import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.audit.note.NoteException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.note.VerifierKey;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Goes on from the tiles with what is in the journal only: batch by batch, each signed. */
final class JournalCheck {
  private final Path directory;
  private final VerifierKey key;
  private final Frontier frontier;
  private final List<Finding> findings;
  private final TreeHasher hasher = new TreeHasher();
  private VerifiedCheckpoint last;
  private long examined;

  JournalCheck(
      Path directory,
      VerifierKey key,
      VerifiedCheckpoint published,
      Frontier frontier,
      List<Finding> findings) {
    this.last = published;
    this.directory = directory;
    this.key = key;
    this.frontier = frontier;
    this.findings = findings;
  }

  long examined() {
    return examined;
  }

  VerifiedCheckpoint last() {
    return last;
  }

  /** Returns false when the journal has gone on to where the tiles do not reach yet. */
  boolean run() {
    try {
      for (Path journal : JournalFiles.list(directory)) {
        JournalScan scan = JournalScan.of(journal);
        for (JournalFrame frame : scan.frames()) {
          if (!check(journal, frame)) {
            return false;
          }
        }
        if (scan.tornBytes() > 0) {
          find(
              journal,
              "torn-tail",
              scan.tornBytes()
                  + " bytes at the end are no whole batch: a"
                  + " crash leaves that behind, and the next start puts it aside and says so");
        }
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      findings.add(new Finding("journal", "journal", "can't be read: " + e));
      return true;
    }
  }

  private boolean check(Path journal, JournalFrame frame) {
    VerifiedCheckpoint checkpoint;
    try {
      checkpoint = VerifiedCheckpoint.verify(frame.checkpoint(), key);
    } catch (NoteException e) {
      find(journal, "journal", "a batch is not signed: " + e.getMessage());
      return true;
    }
    if (checkpoint.size() <= frontier.size()) {
      return true;
    }
    if (checkpoint.size() - frame.entries().size() > frontier.size()) {
      return false;
    }
    for (byte[] entry : frame.entries()) {
      frontier.add(hasher.leaf(entry));
      examined++;
    }
    if (frontier.size() != checkpoint.size() || !frontier.root().equals(checkpoint.root())) {
      find(journal, "journal", "the entries do not have the root that was signed");
    }
    last = checkpoint;
    return true;
  }

  private void find(Path journal, String kind, String text) {
    findings.add(new Finding(kind, directory.relativize(journal).toString(), text));
  }
}
