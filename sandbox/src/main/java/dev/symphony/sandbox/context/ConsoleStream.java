package dev.symphony.sandbox.context;

import dev.symphony.kernel.guest.GuestConsole;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** One console stream of a guest: counts its bytes, and passes text on in pieces of a fair size. */
final class ConsoleStream extends OutputStream {
  private static final int PIECE = 8192;

  private final GuestConsole.Stream stream;
  private final GuestConsole console;
  private final OutputRoom room;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer bytes = ByteBuffer.allocate(PIECE);

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
      int count = Math.min(bytes.remaining(), accepted - at);
      bytes.put(content, offset + at, count);
      at += count;
      if (!bytes.hasRemaining()) {
        pass();
      }
    }
    if (accepted < length) {
      room.exceeded();
    }
  }

  /** Passes on what is there; the last character stays when it is not complete yet. */
  synchronized void pass() {
    CharBuffer text = CharBuffer.allocate(PIECE);
    bytes.flip();
    decoder.decode(bytes, text, false);
    bytes.compact();
    if (text.position() > 0) {
      console.print(stream, text.flip().toString());
    }
  }
}
