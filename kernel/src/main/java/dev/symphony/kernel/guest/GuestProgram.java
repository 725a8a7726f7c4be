package dev.symphony.kernel.guest;

import dev.symphony.capabilities.Bytes;
import java.util.Map;

/**
 * The code of a guest.
 *
 * @param language what it is written in
 * @param form how it is entered
 * @param entry the file that is evaluated first, a key of {@code files}
 * @param files contents by canonical relative path; what one file imports of another is here
 */
public record GuestProgram(Language language, Form form, String entry, Map<String, Bytes> files) {

  /** How a program is entered. */
  public enum Form {
    /** Exports functions; {@code run(input, caps)} is the usual one. */
    MODULE,
    /** Is evaluated from top to bottom with {@code caps} as a global; its last value counts. */
    SCRIPT
  }

  public GuestProgram {
    files = Map.copyOf(files);
    if (!files.containsKey(entry)) {
      throw new IllegalArgumentException("the entry file " + entry + " is not among the files");
    }
  }
}
