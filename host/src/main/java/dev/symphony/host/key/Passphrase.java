package dev.symphony.host.key;

import dev.symphony.host.UserError;
import java.util.Arrays;

/** What private keys are encrypted with. It never prints itself; closing it wipes it. */
public final class Passphrase implements AutoCloseable {
  private static final int MIN_LENGTH = 8;

  private final char[] characters;

  private Passphrase(char[] characters) {
    this.characters = characters;
  }

  /**
   * A passphrase; the array belongs to it from now on.
   *
   * @throws UserError {@code passphrase-short} when it has less than 8 characters
   */
  public static Passphrase ofOwnedArray(char[] characters) throws UserError {
    if (characters.length < MIN_LENGTH) {
      Arrays.fill(characters, '\0');
      throw new UserError(
          "passphrase-short", "a passphrase has at least " + MIN_LENGTH + " characters");
    }
    return new Passphrase(characters);
  }

  /** The characters themselves, not a copy: whoever takes them keeps them no longer than this. */
  char[] characters() {
    return characters;
  }

  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }

  /** A note without the secret. */
  @Override
  public String toString() {
    return "passphrase";
  }
}
