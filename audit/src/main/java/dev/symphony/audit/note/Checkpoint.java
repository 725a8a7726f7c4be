package dev.symphony.audit.note;

import dev.symphony.audit.merkle.TreeHasher;
import dev.symphony.capabilities.Bytes;
import java.util.Base64;
import java.util.List;

/**
 * The state of a log at one moment: which log, how many entries, and the hash over all of them.
 *
 * @param origin the name of the log
 * @param size how many entries it has
 * @param root the root of its tree
 */
public record Checkpoint(String origin, long size, Bytes root) {
  public Checkpoint {
    if (!KeyName.isName(origin) || size < 0 || root.length() != TreeHasher.HASH_BYTES) {
      throw new IllegalArgumentException("a checkpoint has a name, a size and a SHA-256 root");
    }
  }

  /**
   * Reads the text of a checkpoint, which says nothing about who wrote it.
   *
   * @throws NoteException when it is malformed
   */
  public static Checkpoint parse(String body) throws NoteException {
    List<String> lines = body.lines().toList();
    if (lines.size() != 3) {
      throw new NoteException("a checkpoint has three lines: name, size and root");
    }
    try {
      byte[] root = Base64.getDecoder().decode(lines.get(2));
      Checkpoint checkpoint =
          new Checkpoint(lines.get(0), Long.parseLong(lines.get(1)), Bytes.ofOwnedArray(root));
      if (!checkpoint.body().equals(body)) {
        throw new NoteException("the checkpoint is not written in the one way it may be written");
      }
      return checkpoint;
    } catch (IllegalArgumentException e) {
      throw new NoteException("the checkpoint is malformed: " + e.getMessage(), e);
    }
  }

  /** The text that is signed. */
  public String body() {
    return origin + "\n" + size + "\n" + rootText() + "\n";
  }

  /** The root in base64. */
  public String rootText() {
    return Base64.getEncoder().encodeToString(root.toArray());
  }

  /** The checkpoint as a note, signed. */
  public SignedNote signedBy(SignerKey key) {
    return new SignedNote(body(), List.of(key.sign(body(), 0)));
  }
}
