package dev.symphony.pit.seal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import dev.symphony.pit.content.ContentCorruptException;
import dev.symphony.pit.content.ContentDigest;
import dev.symphony.pit.content.ContentFullException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedContentsTest {
  private static final int CHUNK = ChunkCipher.CHUNK_BYTES;
  private static final SealKey KEY = SealKey.of(Bytes.ofOwnedArray(new byte[SealKey.LENGTH]));

  @TempDir private Path directory;

  private SealedContents open(SealKey key) throws IOException {
    return SealedContents.open(directory, key, new SecureRandom(), 8 << 20);
  }

  private static ContentDigest store(SealedContents contents, byte[] bytes) throws IOException {
    SealedContents.Incoming incoming =
        contents.receive(new ByteArrayInputStream(bytes), bytes.length);
    contents.accept(incoming);
    return incoming.digest();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] load(SealedContents contents, ContentDigest digest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertTrue(contents.copy(digest, bytes));
    return bytes.toByteArray();
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("sealed"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 5})
  void contentOfAnyLength_comesBackWholeAndInParts(int length) throws IOException {
    SealedContents contents = open(KEY);
    byte[] bytes = random(length);
    ContentDigest digest = store(contents, bytes);
    assertEquals(ContentDigest.of(Bytes.ofOwnedArray(bytes.clone())), digest);
    assertArrayEquals(bytes, load(contents, digest));
    assertEquals(length, contents.size(digest).orElseThrow());
    Random random = new Random(1);
    for (int i = 0; i < 20; i++) {
      int from = random.nextInt(length + 2);
      int count = random.nextInt(length + 2);
      ByteArrayOutputStream part = new ByteArrayOutputStream();
      contents.read(digest, from, count, part);
      int end = Math.min(length, from + count);
      assertArrayEquals(
          from >= end ? new byte[0] : Arrays.copyOfRange(bytes, from, end), part.toByteArray());
    }
  }

  @Test
  void equalContents_areKeptOnceAndSmall() throws IOException {
    SealedContents contents = open(KEY);
    byte[] zeros = new byte[4 * CHUNK];
    ContentDigest digest = store(contents, zeros);
    long size = contents.totalBytes();
    assertTrue(size < 2000, "compressed to " + size);
    assertEquals(digest, store(contents, zeros));
    assertEquals(size, contents.totalBytes());
    contents.remove(digest);
    assertEquals(0, contents.totalBytes());
  }

  @Test
  void nothingReadable_isOnTheDisk() throws IOException {
    byte[] text =
        "the quick brown fox ".repeat(3).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    store(open(KEY), text);
    String raw = Files.readString(file(), java.nio.charset.StandardCharsets.ISO_8859_1);
    assertFalse(raw.contains("quick"), raw);
  }

  @Test
  void anyChange_isNoticed() throws IOException {
    SealedContents contents = open(KEY);
    ContentDigest digest = store(contents, random(2 * CHUNK + 100));
    byte[] whole = Files.readAllBytes(file());
    Random random = new Random(5);
    for (int i = 0; i < 60; i++) {
      byte[] changed = whole.clone();
      int place = i < 45 ? i : random.nextInt(whole.length);
      changed[place] ^= (byte) (1 << random.nextInt(8));
      Files.write(file(), changed);
      assertThrows(
          ContentCorruptException.class, () -> load(contents, digest), () -> "byte " + place);
    }
    for (int cut : new int[] {0, 3, 36, 40, CHUNK, whole.length - 1}) {
      Files.write(file(), Arrays.copyOf(whole, cut));
      assertThrows(ContentCorruptException.class, () -> load(contents, digest), () -> "at " + cut);
    }
    Files.write(file(), whole);
    assertEquals(2 * CHUNK + 100, load(contents, digest).length);
  }

  /** Cut exactly behind a chunk, a file would be well formed but for the mark of the last chunk. */
  @Test
  void cutBetweenChunks_isNoticed() throws IOException {
    SealedContents contents = open(KEY);
    ContentDigest digest = store(contents, random(2 * CHUNK));
    byte[] whole = Files.readAllBytes(file());
    int first = java.nio.ByteBuffer.wrap(whole).getInt(SealedWriter.HEAD_BYTES);
    Files.write(file(), Arrays.copyOf(whole, SealedWriter.HEAD_BYTES + 4 + first));
    assertThrows(
        ContentCorruptException.class,
        () -> contents.read(digest, 0, 10, new ByteArrayOutputStream()));
  }

  @Test
  void otherKey_readsNothing() throws IOException {
    ContentDigest digest = store(open(KEY), random(10));
    SealedContents other = open(SealKey.of(SealKey.newSecret(new SecureRandom())));
    assertThrows(ContentCorruptException.class, () -> load(other, digest));
  }

  @Test
  void limits_areKeptAndNothingIsLeft() throws IOException {
    SealedContents contents = open(KEY);
    assertThrows(
        ContentTooLargeException.class,
        () -> contents.receive(new ByteArrayInputStream(new byte[11]), 10));
    for (int i = 0; i < 7; i++) {
      store(contents, random((1 << 20) + i));
    }
    assertThrows(ContentFullException.class, () -> store(contents, random(2 << 20)));
    try (Stream<Path> left = Files.list(directory.resolve("incoming"))) {
      assertEquals(0, left.count());
    }
  }
}
