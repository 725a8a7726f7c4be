package dev.symphony.pit.seal;

import dev.symphony.pit.content.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;

/** Writes a sealed file while its content streams by, in constant memory. */
final class SealedWriter {
  static final byte[] MAGIC = {'S', 'A', 'F', '1'};
  static final int SALT_BYTES = 32;
  static final int HEAD_BYTES = MAGIC.length + SALT_BYTES;

  private final FileChannel file;
  private final ChunkCipher cipher;
  private final ContentDigest.Hasher hasher = new ContentDigest.Hasher();
  private long number;
  private long size;

  /** What was written. */
  record Written(ContentDigest digest, long size) {}

  private SealedWriter(FileChannel file, ChunkCipher cipher) {
    this.file = file;
    this.cipher = cipher;
  }

  /** Seals all of {@code content}, at most {@code maxBytes}, into an empty file, and forces it. */
  static Written write(
      InputStream content, long maxBytes, FileChannel file, SealKey key, SecureRandom random)
      throws IOException {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    SealedWriter writer = new SealedWriter(file, new ChunkCipher(key.fileKey(salt)));
    writer.put(ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).put(salt).flip());
    writer.writeAll(content, maxBytes);
    file.force(true);
    return new Written(writer.hasher.digest(), writer.size);
  }

  private void writeAll(InputStream content, long maxBytes) throws IOException {
    byte[] chunk = new byte[ChunkCipher.CHUNK_BYTES];
    byte[] next = new byte[ChunkCipher.CHUNK_BYTES];
    int length = content.readNBytes(chunk, 0, chunk.length);
    while (length == chunk.length) {
      int following = content.readNBytes(next, 0, next.length);
      if (following == 0) {
        break;
      }
      chunk(chunk, length, ChunkCipher.Place.INNER, maxBytes);
      byte[] free = chunk;
      chunk = next;
      next = free;
      length = following;
    }
    chunk(chunk, length, ChunkCipher.Place.LAST, maxBytes);
  }

  private void chunk(byte[] content, int length, ChunkCipher.Place place, long maxBytes)
      throws IOException {
    size += length;
    if (size > maxBytes) {
      throw new ContentTooLargeException(maxBytes);
    }
    hasher.update(content, length);
    byte[] sealed = cipher.seal(content, length, number++, place);
    put(
        ByteBuffer.allocate(Integer.BYTES + sealed.length)
            .putInt(sealed.length)
            .put(sealed)
            .flip());
  }

  private void put(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      file.write(bytes);
    }
  }
}
