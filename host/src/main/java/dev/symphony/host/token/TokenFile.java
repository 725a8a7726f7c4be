package dev.symphony.host.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.token.TokenText;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A file with a token in it: the bytes themselves, or base64 in either alphabet. */
public final class TokenFile {
  private static final int MAX_LENGTH = 4 << 20;
  private static final Pattern BASE64 = Pattern.compile("(biscuit:)?[A-Za-z0-9+/_-]+={0,2}");

  private TokenFile() {}

  /**
   * Reads the bytes of a token.
   *
   * @param name the path of a file, or {@code -} for the input
   * @throws UserError {@code file-unreadable}
   * @throws dev.symphony.capabilities.token.TokenException when the text is not clean base64
   */
  public static Bytes read(String name, InputStream input) throws UserError {
    byte[] content = content(name, input);
    String text = new String(content, StandardCharsets.ISO_8859_1).strip();
    return BASE64.matcher(text).matches()
        ? Bytes.ofOwnedArray(TokenText.decode(text.replace('+', '-').replace('/', '_')))
        : Bytes.ofOwnedArray(content);
  }

  private static byte[] content(String name, InputStream input) throws UserError {
    try {
      if (name.equals("-")) {
        return input.readNBytes(MAX_LENGTH);
      }
      try (InputStream file = Files.newInputStream(Path.of(name))) {
        return file.readNBytes(MAX_LENGTH);
      }
    } catch (IOException e) {
      throw new UserError(
          "file-unreadable", "the token file " + name + " can't be read: " + e.getMessage(), e);
    }
  }
}
