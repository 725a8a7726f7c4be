package dev.symphony.pit.content;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentDirectoryTest {
  private static final Bytes HELLO = Bytes.utf8("hello");
  private static final String HELLO_DIGEST =
      "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir private Path home;

  @Test
  void namesContentByItsDigest() throws IOException {
    ContentDirectory contents = ContentDirectory.open(home, 100);
    ContentDigest digest = contents.store(HELLO);
    assertEquals(HELLO_DIGEST, digest.toString());
    assertEquals(Optional.of(HELLO), contents.load(digest));
    assertEquals(5, contents.totalBytes());
  }

  @Test
  void equalContent_isKeptOnce() throws IOException {
    ContentDirectory contents = ContentDirectory.open(home, 5);
    contents.store(HELLO);
    contents.store(HELLO);
    assertEquals(1, files().size());
    assertEquals(5, ContentDirectory.open(home, 5).totalBytes());
  }

  @Test
  void changedContent_isNoticedAndReplacedWhenStoredAgain() throws IOException {
    ContentDirectory contents = ContentDirectory.open(home, 100);
    ContentDigest digest = contents.store(HELLO);
    Files.writeString(files().getFirst(), "jello");
    assertThrows(ContentCorruptException.class, () -> contents.load(digest));
    contents.store(HELLO);
    assertEquals(Optional.of(HELLO), contents.load(digest));
    assertEquals(5, contents.totalBytes());
  }

  @Test
  void contentBeyondTheLimit_isRejectedAndLeavesNothing() throws IOException {
    ContentDirectory contents = ContentDirectory.open(home, 4);
    assertThrows(ContentFullException.class, () -> contents.store(HELLO));
    assertEquals(List.of(), files());
    assertEquals(0, contents.totalBytes());
  }

  @Test
  void aDiskThatFillsUpInTheMiddle_leavesNothing() throws IOException {
    ContentDirectory contents = ContentDirectory.open(home, 100, ContentDirectoryTest::writeHalf);
    assertThrows(ContentFullException.class, () -> contents.store(HELLO));
    assertEquals(List.of(), files());
    assertEquals(0, contents.totalBytes());
  }

  private static void writeHalf(FileChannel file, ByteBuffer content) throws IOException {
    file.write(content.limit(content.limit() / 2));
    try (FileChannel full = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)) {
      full.write(ByteBuffer.allocate(1));
    }
  }

  @Test
  void anotherFaultOfTheDisk_isNotCalledFull() throws IOException {
    IOException fault = new IOException("Input/output error");
    ContentDirectory contents =
        ContentDirectory.open(
            home,
            100,
            (file, content) -> {
              throw fault;
            });
    assertEquals(fault, assertThrows(IOException.class, () -> contents.store(HELLO)));
  }

  @Test
  void whatACrashLeftUnfinished_isClearedAway() throws IOException {
    ContentDirectory.open(home, 100);
    Files.writeString(home.resolve("incoming/x.part"), "hel");
    ContentDirectory.open(home, 100);
    assertEquals(List.of(), files());
  }

  @Test
  void manyWritersOfTheSameAndOtherContent_allSucceed() throws Exception {
    ContentDirectory contents = ContentDirectory.open(home, 1000);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<ContentDigest>> stored =
          IntStream.range(0, 40)
              .mapToObj(i -> threads.submit(() -> contents.store(Bytes.utf8("content " + i % 5))))
              .toList();
      for (Future<ContentDigest> one : stored) {
        assertTrue(contents.load(one.get()).isPresent());
      }
    }
    assertEquals(5, files().size());
    assertEquals(5L * "content 0".length(), contents.totalBytes());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> walk = Files.walk(home)) {
      return walk.filter(Files::isRegularFile).toList();
    }
  }
}
