package dev.symphony.document;

/**
 * A place in a text.
 *
 * @param line counted from 1
 * @param column counted from 1, in UTF-16 units
 */
public record Position(int line, int column) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
