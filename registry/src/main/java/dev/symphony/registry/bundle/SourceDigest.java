package dev.symphony.registry.bundle;

import dev.symphony.capabilities.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The digest of a set of files: SHA-256 over {@code symphony-extension-v1\n} and then, for each
 * file in the order of the UTF-8 bytes of its path, the length of the path (8 bytes, big endian),
 * the path, the length of the content (8 bytes, big endian) and the content.
 */
public final class SourceDigest {
  private static final String DOMAIN = "symphony-extension-v1\n";

  private SourceDigest() {}

  /** {@code sha256:} and 64 hexadecimal digits over {@code files}, by path. */
  public static String of(Map<String, Bytes> files) {
    Map<byte[], Bytes> ordered = new TreeMap<>(Arrays::compareUnsigned);
    files.forEach((path, content) -> ordered.put(path.getBytes(StandardCharsets.UTF_8), content));
    MessageDigest digest = sha256();
    digest.update(DOMAIN.getBytes(StandardCharsets.UTF_8));
    ordered.forEach((path, content) -> {
      digest.update(length(path.length));
      digest.update(path);
      digest.update(length(content.length()));
      content.update(digest);
    });
    return text(digest);
  }

  /** {@code sha256:} and 64 hexadecimal digits over {@code content} alone. */
  public static String ofContent(Bytes content) {
    MessageDigest digest = sha256();
    content.update(digest);
    return text(digest);
  }

  private static byte[] length(int value) {
    return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
  }

  private static String text(MessageDigest digest) {
    return "sha256:" + Bytes.ofOwnedArray(digest.digest()).toHex();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
