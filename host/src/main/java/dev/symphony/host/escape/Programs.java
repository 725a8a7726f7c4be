package dev.symphony.host.escape;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import java.util.Map;

/** Programs of one file. */
final class Programs {
  private Programs() {}

  /** A module. */
  static GuestProgram module(Language language, String text) {
    String file =
        switch (language) {
          case JAVASCRIPT -> "main.mjs";
          case PYTHON -> "main.py";
        };
    return new GuestProgram(
        language, GuestProgram.Form.MODULE, file, Map.of(file, Bytes.utf8(text)));
  }
}
