package dev.symphony.pit.content;

import java.io.IOException;
import java.util.List;

/**
 * Says that there is no room for more content: the disk, a quota or the configured size is full.
 */
public final class ContentFullException extends IOException {
  private static final long serialVersionUID = 1L;

  /** How the platforms say that a disk or a quota is full. */
  private static final List<String> REASONS =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  /** There is no room, in words. */
  public ContentFullException(String message) {
    super(message);
  }

  private ContentFullException(IOException cause) {
    super("the disk is full", cause);
  }

  /** {@code failure} as this exception when it says that the disk is full, or else itself. */
  public static IOException unlessOther(IOException failure) {
    String message = String.valueOf(failure.getMessage());
    return REASONS.stream().anyMatch(message::contains)
        ? new ContentFullException(failure)
        : failure;
  }
}
