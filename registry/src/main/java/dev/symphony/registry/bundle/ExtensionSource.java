package dev.symphony.registry.bundle;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.registry.manifest.Manifest;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An extension that has been read from a directory, whole and checked, but trusted in nothing.
 *
 * @param manifest what it says about itself
 * @param digest {@code sha256:} and 64 hexadecimal digits over the manifest and the program, see
 *     {@link SourceDigest}; the model is covered by its digest in the manifest
 * @param program its code
 * @param model the bytes of its model, which have the digest that the manifest tells
 */
public record ExtensionSource(
    Manifest manifest, String digest, GuestProgram program, Optional<Bytes> model) {

  /**
   * Reads the directory of an extension into memory.
   *
   * <p>Part of the program is every regular file below {@code directory} except the manifest, the
   * model, a {@code README} and the directories {@code test}, {@code tests} and {@code training} at
   * the top, and names anywhere that start with a dot or are {@code __pycache__}. The entry file is
   * part of it wherever it is. At most 1,000 files and 32 MiB of code and 512 MiB of model are
   * read; symbolic links and special files among them are refused.
   *
   * @throws DocumentException with problems of the codes that {@link
   *     dev.symphony.registry.manifest.ManifestReader} names, and {@code extension-not-found},
   *     {@code extension-unreadable}, {@code extension-file-refused}, {@code extension-too-large},
   *     {@code extension-entry-missing}, {@code model-missing} and {@code model-digest-mismatch}
   */
  public static ExtensionSource load(Path directory) throws DocumentException {
    return new DirectoryReader(directory).read();
  }
}
