package dev.symphony.pit.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/**
 * A content whose beginning can be searched, if it is text.
 *
 * @param words the first part of the text, empty when it is none
 * @param stream the whole content
 */
record SearchedText(String words, InputStream stream) {
  private static final int MOST_BYTES = 1 << 20;

  static SearchedText of(String mediaType, InputStream content) throws IOException {
    if (!isText(mediaType)) {
      return new SearchedText("", content);
    }
    byte[] head = content.readNBytes(MOST_BYTES);
    return new SearchedText(
        new String(head, StandardCharsets.UTF_8),
        new SequenceInputStream(new ByteArrayInputStream(head), content));
  }

  private static boolean isText(String mediaType) {
    return mediaType.startsWith("text/")
        || mediaType.startsWith("application/json")
        || mediaType.contains("+xml")
        || mediaType.contains("+json");
  }
}
