package dev.symphony.capabilities.token;

import java.util.Base64;

/** The text form of tokens and of what third parties exchange: base64 in the alphabet for URLs. */
public final class TokenText {
  private static final String PREFIX = "biscuit:";

  private TokenText() {}

  /** The text form, padded. */
  public static String encode(byte[] content) {
    return Base64.getUrlEncoder().encodeToString(content);
  }

  /**
   * The bytes behind a text, which may begin with {@code biscuit:} and may lack its padding.
   *
   * @throws TokenException if the text is not base64, or has bits that the bytes do not need
   */
  public static byte[] decode(String text) {
    String body = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    try {
      byte[] content = Base64.getUrlDecoder().decode(body);
      String canonical = encode(content);
      if (canonical.equals(body) || canonical.replace("=", "").equals(body)) {
        return content;
      }
    } catch (IllegalArgumentException e) {
      throw new TokenException(TokenError.Kind.TEXT, "the text is not base64 for URLs");
    }
    throw new TokenException(TokenError.Kind.TEXT, "the text is not in its canonical form");
  }
}
