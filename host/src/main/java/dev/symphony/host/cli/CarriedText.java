package dev.symphony.host.cli;

import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Consumer;

/**
 * What a command prints that runs in another process: each flush makes a line of it, a word and
 * then Base64. Whoever asked for the command prints what {@link #text} gives, as it is.
 */
final class CarriedText extends Writer {
  /** The word before results. */
  static final String OUT = "out ";

  /** The word before progress and errors. */
  static final String ERR = "err ";

  /** The word before the exit code, which comes last. */
  static final String EXIT = "exit ";

  private final String word;
  private final Consumer<String> lines;
  private final StringBuilder kept = new StringBuilder();

  /** Begins a text. */
  CarriedText(String word, Consumer<String> lines) {
    super();
    this.word = word;
    this.lines = lines;
  }

  @Override
  public void write(char[] text, int offset, int length) {
    synchronized (lock) {
      kept.append(text, offset, length);
    }
  }

  @Override
  public void flush() {
    synchronized (lock) {
      if (!kept.isEmpty()) {
        byte[] text = kept.toString().getBytes(StandardCharsets.UTF_8);
        kept.setLength(0);
        lines.accept(word + Base64.getEncoder().encodeToString(text));
      }
    }
  }

  @Override
  public void close() {
    flush();
  }

  /** What a line carries. */
  static String text(String word, String line) {
    return new String(
        Base64.getDecoder().decode(line.substring(word.length())), StandardCharsets.UTF_8);
  }
}
