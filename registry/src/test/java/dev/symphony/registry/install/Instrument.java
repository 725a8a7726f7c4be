package dev.symphony.registry.install;

import dev.symphony.capabilities.Bytes;
import dev.symphony.document.DocumentException;
import dev.symphony.registry.Digest;
import dev.symphony.registry.Refused;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.publication.Bundle;
import java.util.Map;
import java.util.Optional;

/** Packs an extension with a model. */
final class Instrument {
  private Instrument() {}

  static Bundle bundle(Bytes model) throws Refused {
    String manifest =
        """
        [extension]
        name = "tool"
        version = "3.0.0"
        publisher = "acme"
        kind = "instrument"
        [code]
        language = "js"
        entry = "main.mjs"
        [model]
        path = "m.onnx"
        digest = "%s"
        """
            .formatted(Digest.of(model));
    try {
      return Bundle.pack(
          ExtensionSource.of(
              "test",
              Map.of("extension.toml", Bytes.utf8(manifest), "main.mjs", Bytes.utf8("1")),
              Optional.of(model)));
    } catch (DocumentException e) {
      throw new IllegalStateException(e);
    }
  }
}
