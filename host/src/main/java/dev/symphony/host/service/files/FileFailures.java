package dev.symphony.host.service.files;

import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a caller is told when the file system refuses: the path it asked for, and no other. */
final class FileFailures {
  private FileFailures() {}

  static ServiceFailure of(String path, IOException cause) {
    return switch (cause) {
      case AccessDeniedException e ->
          new ServiceFailure("file-unreadable", "the host may not read '" + path + "'");
      case NoSuchFileException e -> notFound(path);
      case NotDirectoryException e -> notFound(path);
      case FileSystemLoopException e -> notFound(path);
      case FileSystemException e when isLink(e) -> notFound(path);
      default -> new ServiceFailure("file-unreadable", "'" + path + "' could not be read");
    };
  }

  /** How the system says that a name opened without following links is a link. */
  private static boolean isLink(FileSystemException e) {
    String reason = String.valueOf(e.getReason());
    return reason.contains("symbolic links") || reason.contains("Not a directory");
  }

  static ServiceFailure notFound(String path) {
    return new ServiceFailure("file-not-found", "there is no file '" + path + "'");
  }

  static ServiceFailure notRegular(String path) {
    return new ServiceFailure(
        "file-not-regular", "'" + path + "' is a directory, a link or a device, not a file");
  }

  static ServiceFailure tooLarge(String path, long limit) {
    return new ServiceFailure(
        "file-too-large",
        "'" + path + "' has more than " + limit + " bytes, the most for one read");
  }
}
