package dev.symphony.audit.note;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A text with signatures under it, none of them verified.
 *
 * @param body lines of text, each with its end
 * @param signatures at least one
 */
public record SignedNote(String body, List<NoteSignature> signatures) {
  private static final int MAX_SIGNATURES = 100;

  public SignedNote {
    signatures = List.copyOf(signatures);
  }

  /**
   * Reads a note; only the one way of writing it is taken.
   *
   * @throws NoteException when it is malformed
   */
  public static SignedNote parse(String text) throws NoteException {
    int end = text.lastIndexOf("\n\n");
    if (end <= 0 || !text.endsWith("\n") || text.codePoints().anyMatch(SignedNote::isForbidden)) {
      throw new NoteException("a note is lines of text, an empty line, and signatures");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : text.substring(end + 2).lines().toList()) {
      signatures.add(NoteSignature.parse(line));
    }
    SignedNote note = new SignedNote(text.substring(0, end + 1), signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new NoteException("a note has from 1 to " + MAX_SIGNATURES + " signatures");
    }
    if (!note.toString().equals(text)) {
      throw new NoteException("the note is not written in the one way that it may be written");
    }
    return note;
  }

  private static boolean isForbidden(int character) {
    return (character < ' ' && character != '\n') || character == 0xFFFD;
  }

  /** The same note with one more signature. */
  public SignedNote with(NoteSignature signature) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    all.add(signature);
    return new SignedNote(body, all);
  }

  /** Whether one of the signatures is this key's and holds, and none of its name fails. */
  public boolean isSignedBy(VerifierKey key) {
    List<NoteSignature> own =
        signatures.stream()
            .filter(s -> s.name().equals(key.name()) && s.keyId().equals(key.id()))
            .toList();
    return !own.isEmpty() && own.stream().allMatch(s -> key.verifies(s, body));
  }

  /** The note as text. */
  @Override
  public String toString() {
    return signatures.stream().map(s -> s + "\n").collect(Collectors.joining("", body + "\n", ""));
  }
}
