package dev.symphony.audit.verify;

/**
 * Something about a log that is not as it was written.
 *
 * @param kind checkpoint, tile, entry, root, journal, torn-tail, index, file or earlier
 * @param where the file, relative to the log
 * @param text what is wrong, in plain words
 */
public record Finding(String kind, String where, String text) {
  @Override
  public String toString() {
    return kind + " " + where + ": " + text;
  }
}
