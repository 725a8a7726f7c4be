package dev.symphony.host.serve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of UTF-8 on a connection, of at most 16 MiB. */
final class Lines {
  private static final int MOST_BYTES = 16 << 20;

  private Lines() {}

  /** The next line without its end; empty at the end of the connection. */
  static String read(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      if (line.size() == MOST_BYTES) {
        throw new IOException("a line of more than " + MOST_BYTES + " bytes");
      }
      line.write(next);
    }
    return line.toString(StandardCharsets.UTF_8);
  }
}
