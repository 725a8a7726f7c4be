package dev.symphony.host.author.dev;

import dev.symphony.capabilities.Bytes;
import dev.symphony.host.author.template.SdkFiles;
import dev.symphony.kernel.guest.GuestProgram;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program whose calls tell where they were made when they fail. In Python every error does; in
 * JavaScript the answer comes when the stack of the caller is gone, so that an entry goes before
 * the real one, and keeps the stack of every call. That costs time: it is for development only.
 */
public final class LocatedCalls {
  private static final String ENTRY = "symphony_development.mjs";

  private LocatedCalls() {}

  static GuestProgram in(GuestProgram program) {
    return switch (program.language()) {
      case PYTHON -> program;
      case JAVASCRIPT -> {
        String text =
            SdkFiles.read("/dev/symphony/host/author/dev/" + ENTRY)
                .toUtf8()
                .replace("{{entry}}", "/" + program.entry());
        Map<String, Bytes> files = new LinkedHashMap<>(program.files());
        files.put(ENTRY, Bytes.utf8(text));
        yield new GuestProgram(program.language(), program.form(), ENTRY, files);
      }
    };
  }

  /** The words about an error without the places that are in the entry put before. */
  public static String authorsOwn(String message) {
    return message
        .lines()
        .filter(line -> !line.startsWith("  at ") || !line.contains(ENTRY))
        .collect(Collectors.joining("\n"));
  }
}
