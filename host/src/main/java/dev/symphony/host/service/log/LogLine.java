package dev.symphony.host.service.log;

/**
 * One message of an extension.
 *
 * @param level how much it matters
 * @param extension who wrote it; from the host, not from the guest
 * @param message without control characters other than line breaks and tabs
 */
public record LogLine(Level level, String extension, String message) {

  /** How much a message matters, in rising order. */
  public enum Level {
    DEBUG,
    INFO,
    WARN,
    ERROR
  }
}
