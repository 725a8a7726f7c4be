package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestConsole;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * One console stream of a guest: counts its bytes, and passes text on in pieces of a fair size,
 * which end with a line where they can.
 */
final class ConsoleStream extends OutputStream {
  private static final int PIECE = 8192;
  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final GuestConsole.Stream stream;
  private final GuestConsole console;
  private final OutputRoom room;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** What was not passed on yet; {@link #NONE} when nothing is, since most guests only wait. */
  private ByteBuffer bytes = NONE;

  /** The bytes of the lines that are complete. */
  private volatile int lines;

  ConsoleStream(GuestConsole.Stream stream, GuestConsole console, OutputRoom room) {
    this.stream = stream;
    this.console = console;
    this.room = room;
  }

  @Override
  public void write(int octet) {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] content, int offset, int length) {
    int accepted = room.take(length);
    for (int at = 0; at < accepted; ) {
      if (bytes.capacity() == 0) {
        bytes = ByteBuffer.allocate(PIECE);
      }
      int count = Math.min(bytes.remaining(), accepted - at);
      int before = bytes.position();
      bytes.put(content, offset + at, count);
      noteLines(before);
      at += count;
      if (!bytes.hasRemaining()) {
        pass(lines > 0 ? lines : PIECE);
      }
    }
    if (accepted < length) {
      room.exceeded();
    }
  }

  /** Whether there is a line that {@link #passLines} would pass on. */
  boolean holdsLine() {
    return lines > 0;
  }

  /** Passes on the lines that are complete. */
  synchronized void passLines() {
    pass(lines);
  }

  /** Passes on what is there; the last character stays when it is not complete yet. */
  synchronized void pass() {
    pass(bytes.position());
  }

  /** Looks for the end of a line in what was added after the first {@code before} bytes. */
  private void noteLines(int before) {
    int end = bytes.position();
    while (end > before && bytes.get(end - 1) != '\n') {
      end--;
    }
    if (end > before) {
      lines = end;
    }
  }

  private void pass(int count) {
    lines = 0;
    if (count == 0) {
      return;
    }
    CharBuffer text = CharBuffer.allocate(count);
    bytes.flip();
    int end = bytes.limit();
    decoder.decode(bytes.limit(count), text, false);
    bytes.limit(end).compact();
    if (bytes.position() == 0) {
      bytes = NONE;
    }
    if (text.position() > 0) {
      console.print(stream, text.flip().toString());
    }
  }
}
