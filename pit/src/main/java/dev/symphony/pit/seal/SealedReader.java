package dev.symphony.pit.seal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads a sealed file, whole or in part, in constant memory. What was changed is refused. */
final class SealedReader {
  private final FileChannel file;
  private final ChunkCipher cipher;
  private final List<Long> places = new ArrayList<>();

  /**
   * Reads the beginning of a sealed file and where its chunks are.
   *
   * @throws IOException when it is no sealed file
   */
  SealedReader(FileChannel file, SealKey key) throws IOException {
    this.file = file;
    ByteBuffer head = read(0, SealedWriter.HEAD_BYTES);
    byte[] magic = new byte[SealedWriter.MAGIC.length];
    byte[] salt = new byte[SealedWriter.SALT_BYTES];
    head.get(magic).get(salt);
    if (!Arrays.equals(magic, SealedWriter.MAGIC)) {
      throw new IOException("not a sealed file");
    }
    this.cipher = new ChunkCipher(key.fileKey(salt));
    long end = file.size();
    for (long at = SealedWriter.HEAD_BYTES; at < end; at += Integer.BYTES + length(at)) {
      places.add(at);
    }
    if (places.isEmpty()) {
      throw new IOException("a sealed file has at least one chunk");
    }
  }

  private int length(long at) throws IOException {
    int length = read(at, Integer.BYTES).getInt();
    if (length < 1 || length > ChunkCipher.CHUNK_BYTES + ChunkCipher.OVERHEAD_BYTES) {
      throw new IOException("a sealed chunk of " + length + " bytes");
    }
    return length;
  }

  private ByteBuffer read(long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, at + bytes.position()) < 0) {
        throw new IOException("a sealed file ends too early");
      }
    }
    return bytes.flip();
  }

  private byte[] chunk(int number) throws IOException {
    long at = places.get(number);
    byte[] sealed = read(at + Integer.BYTES, length(at)).array();
    ChunkCipher.Place place =
        number == places.size() - 1 ? ChunkCipher.Place.LAST : ChunkCipher.Place.INNER;
    byte[] content = cipher.open(sealed, number, place);
    if (place == ChunkCipher.Place.INNER && content.length != ChunkCipher.CHUNK_BYTES) {
      throw new IOException("a short chunk within a sealed file");
    }
    return content;
  }

  /** How many bytes the content has. */
  long size() throws IOException {
    int last = places.size() - 1;
    return (long) last * ChunkCipher.CHUNK_BYTES + chunk(last).length;
  }

  /** Writes {@code length} bytes from {@code offset} on, fewer at the end of the content. */
  void copy(long offset, long length, OutputStream to) throws IOException {
    long at = offset;
    long end = offset > Long.MAX_VALUE - length ? Long.MAX_VALUE : offset + length;
    while (at < end && at / ChunkCipher.CHUNK_BYTES < places.size()) {
      byte[] content = chunk((int) (at / ChunkCipher.CHUNK_BYTES));
      int from = (int) (at % ChunkCipher.CHUNK_BYTES);
      int count = (int) Math.min(content.length - from, end - at);
      if (count <= 0) {
        return;
      }
      to.write(content, from, count);
      at += count;
    }
  }
}
