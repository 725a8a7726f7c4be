package dev.symphony.audit.note;

import dev.symphony.capabilities.Bytes;

/** A checkpoint that the log's own key has signed: only {@link #verify} makes one. */
public final class VerifiedCheckpoint {
  private final Checkpoint checkpoint;
  private final SignedNote note;

  private VerifiedCheckpoint(Checkpoint checkpoint, SignedNote note) {
    this.checkpoint = checkpoint;
    this.note = note;
  }

  /**
   * Verifies a checkpoint.
   *
   * @param text the signed note
   * @param key the key of the log; its name is the name of the log
   * @throws NoteException when the note is malformed, of another log, or not signed with the key
   */
  public static VerifiedCheckpoint verify(String text, VerifierKey key) throws NoteException {
    SignedNote note = SignedNote.parse(text);
    if (key.kind() != SignatureKind.NOTE || !note.isSignedBy(key)) {
      throw new NoteException("the checkpoint is not signed by " + key.name());
    }
    Checkpoint checkpoint = Checkpoint.parse(note.body());
    if (!checkpoint.origin().equals(key.name())) {
      throw new NoteException("the checkpoint is one of the log " + checkpoint.origin());
    }
    return new VerifiedCheckpoint(checkpoint, note);
  }

  /** Signs a checkpoint, which verifies it as well. */
  public static VerifiedCheckpoint sign(Checkpoint checkpoint, SignerKey key) {
    return new VerifiedCheckpoint(checkpoint, checkpoint.signedBy(key));
  }

  /** What it says. */
  public Checkpoint checkpoint() {
    return checkpoint;
  }

  /** How many entries the log had. */
  public long size() {
    return checkpoint.size();
  }

  /** The root of its tree. */
  public Bytes root() {
    return checkpoint.root();
  }

  /** The note with all its signatures. */
  public SignedNote note() {
    return note;
  }
}
