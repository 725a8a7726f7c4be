package dev.symphony.audit.note;

/** Says why a text is no note, checkpoint or key of a note. */
public final class NoteException extends Exception {
  private static final long serialVersionUID = 1L;

  NoteException(String message) {
    super(message);
  }

  NoteException(String message, Throwable cause) {
    super(message, cause);
  }
}
