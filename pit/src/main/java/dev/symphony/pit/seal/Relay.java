package dev.symphony.pit.seal;

import java.io.IOException;
import java.io.OutputStream;

/** A stream whose own failures can be told from those of what is copied into it. */
final class Relay extends OutputStream {
  private final OutputStream to;

  Relay(OutputStream to) {
    this.to = to;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      to.write(bytes, offset, length);
    } catch (IOException e) {
      throw new RelayException(e);
    }
  }
}
