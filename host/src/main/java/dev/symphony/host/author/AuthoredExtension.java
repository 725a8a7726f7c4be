package dev.symphony.host.author;

import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.Manifest;
import java.nio.file.Path;

/** Reads the extension that an author is working on. */
public final class AuthoredExtension {
  private AuthoredExtension() {}

  /**
   * Reads the extension in {@code directory}, and checks that what it asks for is there.
   *
   * @throws UserError with the code of the first problem, and all of them in the text
   */
  public static ExtensionSource read(Path directory) throws UserError {
    try {
      ExtensionSource source = ExtensionSource.load(directory);
      RequestedServices.check(directory, source);
      return source;
    } catch (DocumentException e) {
      throw new UserError(e.problems().getFirst().code(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The directory of the extension that {@code named} stands for. */
  public static Path directoryOf(Path named) {
    return named.endsWith(Manifest.FILE_NAME) ? named.toAbsolutePath().resolveSibling("") : named;
  }
}
