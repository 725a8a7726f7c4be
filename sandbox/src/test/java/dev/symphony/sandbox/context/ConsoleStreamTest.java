package dev.symphony.sandbox.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.kernel.guest.GuestConsole;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConsoleStreamTest {
  private static final int ROOM = 64 << 10;

  private final List<String> pieces = new ArrayList<>();
  private final ConsoleStream stream =
      new ConsoleStream(
          GuestConsole.Stream.OUT, (s, text) -> pieces.add(text), new OutputRoom(reason -> {}));

  private void print(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    stream.write(bytes, 0, bytes.length);
  }

  @Test
  void lines_arePassedWithoutTheOneThatIsNotComplete() {
    print("one\ntw");
    assertTrue(stream.holdsLine());
    stream.passLines();
    assertFalse(stream.holdsLine());
    print("o\nthree");
    stream.passLines();
    stream.passLines();
    assertEquals(List.of("one\n", "two\n"), pieces);
    stream.pass();
    assertEquals(List.of("one\n", "two\n", "three"), pieces);
  }

  @Test
  void pieces_endWithALineWhereTheyCan() {
    String line = "x".repeat(999) + "\n";
    print(line.repeat(9));
    stream.pass();
    assertEquals(List.of(line.repeat(8), line), pieces);
  }

  @Test
  void aLongLine_isPassedInPieces() {
    String line = "é".repeat(10_000);
    print(line);
    assertFalse(pieces.isEmpty());
    stream.pass();
    assertEquals(line, String.join("", pieces));
  }

  @Test
  void whateverTheWritesAre_nothingIsLostOrChanged() {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder();
    while (text.length() < ROOM / 8) {
      text.append(random.nextInt(50) == 0 ? "\n" : random.nextInt(3) == 0 ? "€" : "z");
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; ) {
      int count = Math.min(random.nextInt(700), bytes.length - at);
      stream.write(bytes, at, count);
      at += count;
      if (random.nextInt(3) == 0) {
        stream.passLines();
      }
    }
    stream.pass();
    assertEquals(text.toString(), String.join("", pieces));
  }
}
