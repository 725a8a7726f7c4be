package dev.symphony.registry.bundle;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.document.Problem;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.ManifestReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An extension that has been read from files, whole and checked, but trusted in nothing.
 *
 * @param manifest what it says about itself
 * @param manifestText the file that says so
 * @param digest {@code sha256:} and 64 hexadecimal digits over the manifest and the program, see
 *     {@link SourceDigest}; the model is covered by its digest in the manifest
 * @param program its code
 * @param model the bytes of its model, which have the digest that the manifest tells
 */
public record ExtensionSource(
    Manifest manifest,
    Bytes manifestText,
    String digest,
    GuestProgram program,
    Optional<Bytes> model) {

  /**
   * Reads the directory of an extension into memory.
   *
   * <p>Part of the program is every regular file below {@code directory} except the manifest, the
   * model, a {@code README} and the directories {@code test}, {@code tests} and {@code training} at
   * the top, and names anywhere that start with a dot or are {@code __pycache__} or {@code
   * node_modules}. The entry file is part of it wherever it is. At most 1,000 files and 32 MiB of
   * code and 512 MiB of model are read; symbolic links and special files among them are refused.
   *
   * @throws DocumentException with problems of the codes that {@link
   *     dev.symphony.registry.manifest.ManifestReader} names, and {@code extension-not-found},
   *     {@code extension-unreadable}, {@code extension-file-refused}, {@code extension-too-large},
   *     {@code extension-entry-missing}, {@code model-missing} and {@code model-digest-mismatch}
   */
  public static ExtensionSource load(Path directory) throws DocumentException {
    return new DirectoryReader(directory).read();
  }

  /**
   * Reads an extension from files in memory, the manifest among them and nothing that is not part
   * of it.
   *
   * @param origin the name for messages
   * @throws DocumentException as {@link #load}
   */
  public static ExtensionSource of(String origin, Map<String, Bytes> files, Optional<Bytes> model)
      throws DocumentException {
    Bytes text = files.get(Manifest.FILE_NAME);
    if (text == null) {
      throw refused("extension-not-found", origin, "there is no " + Manifest.FILE_NAME + " in it");
    }
    Manifest manifest = ManifestReader.read(origin + "/" + Manifest.FILE_NAME, text);
    Map<String, Bytes> code = new HashMap<>(files);
    code.remove(Manifest.FILE_NAME);
    if (!code.containsKey(manifest.code().entry())) {
      throw refused("extension-entry-missing", origin, "code.entry names a file that is not there");
    }
    if (!model.map(SourceDigest::ofContent).equals(manifest.model().map(m -> m.digest()))) {
      throw refused(
          "model-digest-mismatch", origin, "the model is not the one that the manifest tells");
    }
    return of(manifest, text, code, model);
  }

  static ExtensionSource of(
      Manifest manifest, Bytes manifestText, Map<String, Bytes> code, Optional<Bytes> model) {
    Map<String, Bytes> digested = new HashMap<>(code);
    digested.put(Manifest.FILE_NAME, manifestText);
    GuestProgram program =
        new GuestProgram(
            manifest.code().language(), GuestProgram.Form.MODULE, manifest.code().entry(), code);
    return new ExtensionSource(manifest, manifestText, SourceDigest.of(digested), program, model);
  }

  /** Every file of it but the model, the manifest included, by path. */
  public Map<String, Bytes> files() {
    Map<String, Bytes> files = new HashMap<>(program.files());
    files.put(Manifest.FILE_NAME, manifestText);
    return files;
  }

  private static DocumentException refused(String code, String origin, String message) {
    return new DocumentException(List.of(new Problem(code, origin, Optional.empty(), "", message)));
  }
}
