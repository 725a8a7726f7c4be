package dev.symphony.host.service.log;

import dev.symphony.document.PlainText;
import java.util.function.Consumer;

/** The log of one extension: bounds and cleans its messages and hands them on. */
public final class ExtensionLog implements LogService {
  /** The most characters of a message that are kept. */
  public static final int MAX_MESSAGE_LENGTH = 8192;

  private static final String CUT = " [cut]";

  private final String extension;
  private final Consumer<LogLine> sink;

  /**
   * A log.
   *
   * @param extension the name that its lines bear
   * @param sink takes the lines, on the caller's thread; has to be quick and safe to call from
   *     several threads
   */
  public ExtensionLog(String extension, Consumer<LogLine> sink) {
    this.extension = extension;
    this.sink = sink;
  }

  @Override
  public void debug(String message) {
    write(LogLine.Level.DEBUG, message);
  }

  @Override
  public void info(String message) {
    write(LogLine.Level.INFO, message);
  }

  @Override
  public void warn(String message) {
    write(LogLine.Level.WARN, message);
  }

  @Override
  public void error(String message) {
    write(LogLine.Level.ERROR, message);
  }

  private void write(LogLine.Level level, String message) {
    sink.accept(new LogLine(level, extension, clean(message)));
  }

  /** Keeps a guest from moving the cursor, changing colours or reordering text in a terminal. */
  private static String clean(String message) {
    boolean fits = message.length() <= MAX_MESSAGE_LENGTH;
    String kept = fits ? message : message.substring(0, MAX_MESSAGE_LENGTH);
    return fits ? PlainText.of(kept) : PlainText.of(kept) + CUT;
  }
}
