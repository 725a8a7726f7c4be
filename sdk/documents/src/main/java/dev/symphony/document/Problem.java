package dev.symphony.document;

import java.util.Optional;

/**
 * Something wrong with a document, told to the person who wrote it.
 *
 * @param code kebab-case, with a page in {@code docs/errors}
 * @param file the name of the document
 * @param position where, as far as known
 * @param key the path of the key, for example {@code capability[1].operations}; empty for the whole
 *     document
 * @param message what is wrong and what is allowed
 */
public record Problem(
    String code, String file, Optional<Position> position, String key, String message) {

  /** One line: {@code file:line:column: key: message [code]}. */
  @Override
  public String toString() {
    return file
        + position.map(p -> ":" + p).orElse("")
        + ": "
        + (key.isEmpty() ? "" : key + ": ")
        + message
        + " ["
        + code
        + "]";
  }
}
