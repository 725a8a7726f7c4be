package dev.symphony.host.author.template;

import dev.symphony.capabilities.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The files of the SDKs and templates that the host brings along. */
public final class SdkFiles {
  /** The files of the npm package. */
  public static final List<String> JAVASCRIPT =
      List.of(
          "package.json",
          "README.md",
          "index.d.ts",
          "testing.d.ts",
          "testing.mjs",
          "services.mjs",
          "fakes.mjs",
          "extension.schema.json");

  /** The files of the Python package. */
  public static final List<String> PYTHON =
      List.of(
          "__init__.py",
          "__init__.pyi",
          "_services.py",
          "fakes.py",
          "testing.py",
          "testing.pyi",
          "py.typed");

  private SdkFiles() {}

  /** A file of the npm package. */
  public static Bytes javaScript(String file) {
    return read("/dev/symphony/host/author/sdk/js/" + file);
  }

  /** A file of the Python package. */
  public static Bytes python(String file) {
    return read("/dev/symphony/host/author/sdk/python/" + file);
  }

  /** A file of the templates. */
  static Bytes template(String file) {
    return read("/dev/symphony/host/author/template/" + file);
  }

  /** A file on the class path of the host. */
  public static Bytes read(String resource) {
    try (InputStream in = SdkFiles.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is missing from the class path");
      }
      return Bytes.ofOwnedArray(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
