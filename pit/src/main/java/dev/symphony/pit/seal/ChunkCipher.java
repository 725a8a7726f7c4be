package dev.symphony.pit.seal;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals the chunks of one file: each compressed if that helps, then encrypted with AES-256-GCM. The
 * nonce is the number of the chunk, and whether it is the last is authenticated with it, so that
 * chunks can't be exchanged, repeated or cut off.
 */
final class ChunkCipher {
  /** The most bytes of content in a chunk. */
  static final int CHUNK_BYTES = 256 * 1024;

  /** The most that sealing adds to a chunk. */
  static final int OVERHEAD_BYTES = 1 + Integer.BYTES + 16;

  private static final int LEVEL = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final byte STORED = 0;
  private static final byte COMPRESSED = 1;

  /** Whether a chunk is the last of its file. */
  enum Place {
    INNER(0),
    LAST(1);

    private final byte mark;

    Place(int mark) {
      this.mark = (byte) mark;
    }
  }

  private final SecretKey key;
  private final Cipher cipher;

  ChunkCipher(SecretKey key) {
    this.key = key;
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  byte[] seal(byte[] content, int length, long number, Place place) {
    byte[] compressed = Zstd.compress(Arrays.copyOf(content, length), LEVEL);
    boolean smaller = compressed.length < length;
    ByteBuffer plain = ByteBuffer.allocate(1 + Integer.BYTES + Math.min(compressed.length, length));
    plain.put(smaller ? COMPRESSED : STORED).putInt(length);
    plain.put(smaller ? compressed : content, 0, plain.remaining());
    try {
      prepare(Cipher.ENCRYPT_MODE, number, place);
      return cipher.doFinal(plain.array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a chunk can always be sealed", e);
    }
  }

  byte[] open(byte[] sealed, long number, Place place) throws IOException {
    try {
      prepare(Cipher.DECRYPT_MODE, number, place);
      ByteBuffer plain = ByteBuffer.wrap(cipher.doFinal(sealed));
      byte kind = plain.get();
      int length = plain.getInt();
      if (length < 0 || length > CHUNK_BYTES) {
        throw new IOException("a chunk of " + length + " bytes");
      }
      byte[] rest = new byte[plain.remaining()];
      plain.get(rest);
      return kind == COMPRESSED ? Zstd.decompress(rest, length) : rest;
    } catch (GeneralSecurityException | ZstdException e) {
      throw new IOException("a chunk is not what was sealed", e);
    }
  }

  private void prepare(int mode, long number, Place place) throws GeneralSecurityException {
    ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES).putInt(0).putLong(number);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce.array()));
    cipher.updateAAD(new byte[] {place.mark});
  }
}
