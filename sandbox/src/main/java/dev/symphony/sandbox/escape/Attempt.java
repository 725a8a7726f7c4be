package dev.symphony.sandbox.escape;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One attempt to escape, in one language; its twin in the other has the same name.
 *
 * @param name category and name, {@code files/symlink}
 * @param language what it is written in
 * @param proof what shows that it has succeeded
 * @param reach how far it gets once the context no longer holds it
 * @param description what it does, one sentence
 * @param text its source
 */
public record Attempt(
    String name, Language language, Proof proof, Reach reach, String description, String text) {

  /** How far an attempt gets where its context does not hold it. */
  public enum Reach {
    /** It is at its aim: there is nothing for the jail to stop. */
    PROCESS,
    /** It needs the operating system, and finds the jail in its way. */
    SYSTEM
  }

  /** The first part of the name. */
  public String category() {
    return name.substring(0, name.indexOf('/'));
  }

  /** The attempt as a program whose {@code run} says what came of it. */
  public GuestProgram program() {
    Map<String, Bytes> files = new LinkedHashMap<>();
    texts().forEach((file, content) -> files.put(file, Bytes.utf8(content)));
    return new GuestProgram(
        language, GuestProgram.Form.MODULE, Corpus.file("run", language), files);
  }

  /** The files of the program. */
  Map<String, String> texts() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String shared : Corpus.SHARED) {
      String file = Corpus.file(shared, language);
      files.put(file, Corpus.resource(file));
    }
    files.put(Corpus.file("payload", language), text);
    return files;
  }

  @Override
  public String toString() {
    return name + " (" + language.id() + ")";
  }
}
