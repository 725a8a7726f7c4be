package dev.symphony.audit.merkle;

import dev.symphony.capabilities.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash function of the tree, SHA-256 with the prefixes of RFC 6962: 0 before an entry, 1 before
 * two children. One instance serves one thread.
 */
public final class TreeHasher {
  /** How many bytes a hash has. */
  public static final int HASH_BYTES = 32;

  private final MessageDigest sha256;

  /** A hasher. */
  public TreeHasher() {
    try {
      this.sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The root of the tree without entries. */
  public Bytes emptyRoot() {
    return Bytes.ofOwnedArray(sha256.digest());
  }

  /** The hash of an entry. */
  public Bytes leaf(byte[] entry) {
    return leaf(entry, 0, entry.length);
  }

  /** The hash of an entry that stands somewhere in {@code bytes}. */
  public Bytes leaf(byte[] bytes, int offset, int length) {
    sha256.update((byte) 0);
    sha256.update(bytes, offset, length);
    return Bytes.ofOwnedArray(sha256.digest());
  }

  /** The hash over two children. */
  public Bytes parent(Bytes left, Bytes right) {
    sha256.update((byte) 1);
    left.update(sha256);
    right.update(sha256);
    return Bytes.ofOwnedArray(sha256.digest());
  }
}
