package dev.symphony.registry;

import dev.symphony.capabilities.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest of content.
 *
 * @param text {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record Digest(String text) implements Comparable<Digest> {
  private static final String PREFIX = "sha256:";
  private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

  public Digest {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException("a digest is sha256: and 64 hexadecimal digits");
    }
  }

  /** The digest of {@code content}. */
  public static Digest of(Bytes content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      content.update(digest);
      return ofHex(Bytes.ofOwnedArray(digest.digest()).toHex());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** The digest with these hexadecimal digits. */
  public static Digest ofHex(String hex) {
    return new Digest(PREFIX + hex);
  }

  /** Whether {@code text} has the form of a digest. */
  public static boolean isDigest(String text) {
    return FORM.matcher(text).matches();
  }

  /** The 64 digits alone. */
  public String hex() {
    return text.substring(PREFIX.length());
  }

  @Override
  public int compareTo(Digest other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
