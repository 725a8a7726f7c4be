package dev.symphony.host.key;

import dev.symphony.host.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Where the passphrase comes from: a file, else the variable {@code SYMPHONY_PASSPHRASE}, else a
 * prompt.
 *
 * @param file a file with the passphrase on its first line, for its owner alone
 * @param environment the environment of the process
 * @param prompt asks a person with the text given; nothing when nobody is there to ask
 */
public record PassphraseSource(
    Optional<Path> file,
    Map<String, String> environment,
    Function<String, Optional<char[]>> prompt) {
  private static final String VARIABLE = "SYMPHONY_PASSPHRASE";

  /** The variable, where nobody is there to ask. */
  public static PassphraseSource unattended(Map<String, String> environment) {
    return new PassphraseSource(Optional.empty(), environment, question -> Optional.empty());
  }

  /**
   * The passphrase of keys that exist.
   *
   * @throws UserError {@code passphrase-missing} when there is none to be had
   */
  public Passphrase get() throws UserError {
    return Passphrase.ofOwnedArray(characters("Passphrase: "));
  }

  /** A passphrase for a new key; a person is asked twice. */
  public Passphrase choose() throws UserError {
    char[] first = characters("New passphrase: ");
    boolean asked = file.isEmpty() && !environment.containsKey(VARIABLE);
    if (asked && !Arrays.equals(first, characters("The same again: "))) {
      throw new UserError("passphrase-mismatch", "the two passphrases differ; nothing was changed");
    }
    return Passphrase.ofOwnedArray(first);
  }

  private char[] characters(String question) throws UserError {
    if (file.isPresent()) {
      return read(file.get());
    }
    String variable = environment.get(VARIABLE);
    if (variable != null) {
      return variable.toCharArray();
    }
    return prompt
        .apply(question)
        .orElseThrow(() ->
            new UserError(
                "passphrase-missing",
                "the root key is encrypted; give --passphrase-file FILE or set " + VARIABLE));
  }

  private static char[] read(Path file) throws UserError {
    PrivateFiles.requirePrivate(file);
    try {
      CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(Files.readAllBytes(file)));
      int end = 0;
      while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
        end++;
      }
      char[] line = new char[end];
      text.get(line);
      return line;
    } catch (IOException e) {
      throw new UserError(
          "passphrase-missing",
          "the passphrase file " + file + " can't be read: " + e.getMessage(),
          e);
    }
  }
}
