package dev.symphony.pit.content;

import dev.symphony.capabilities.Bytes;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The SHA-256 digest of some bytes, which is also their name.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record ContentDigest(String hex) {
  private static final String PREFIX = "sha256:";
  private static final int HEX_LENGTH = 64;

  public ContentDigest {
    if (!isHex(hex)) {
      throw new IllegalArgumentException("a digest has 64 lower-case hexadecimal digits");
    }
  }

  /** The digest of {@code content}. */
  public static ContentDigest of(Bytes content) {
    MessageDigest digest = sha256();
    content.update(digest);
    return new ContentDigest(HexFormat.of().formatHex(digest.digest()));
  }

  /** Reads the text form, {@code sha256:} and the digits; nothing when it has another form. */
  public static Optional<ContentDigest> parse(String text) {
    return text.startsWith(PREFIX) && isHex(text.substring(PREFIX.length()))
        ? Optional.of(new ContentDigest(text.substring(PREFIX.length())))
        : Optional.empty();
  }

  private static boolean isHex(String text) {
    return text.length() == HEX_LENGTH
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** Computes the digest of bytes that stream by. */
  public static final class Hasher {
    private final MessageDigest sha256 = sha256();

    /** Takes the first {@code length} of {@code bytes} in. */
    public void update(byte[] bytes, int length) {
      sha256.update(bytes, 0, length);
    }

    /** A stream that takes in what it passes on to {@code next}. */
    public OutputStream into(OutputStream next) {
      return new DigestOutputStream(next, sha256);
    }

    /** The digest of everything taken in. */
    public ContentDigest digest() {
      return new ContentDigest(HexFormat.of().formatHex(sha256.digest()));
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The form that {@link #parse} reads. */
  @Override
  public String toString() {
    return PREFIX + hex;
  }
}
