package dev.symphony.registry.manifest;

import java.util.regex.Pattern;

/**
 * The model of an Instrument.
 *
 * @param path the canonical path of the ONNX file, relative to the manifest
 * @param digest {@code sha256:} and 64 lower-case hexadecimal digits
 */
public record ModelFile(String path, String digest) {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  public ModelFile {
    digest = checkedDigest(digest);
  }

  static String checkedDigest(String digest) {
    if (!DIGEST.matcher(digest).matches()) {
      throw new IllegalArgumentException(
          "this is not a digest: write sha256: and 64 lower-case hexadecimal digits");
    }
    return digest;
  }
}
