package dev.symphony.sandbox.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;

/**
 * The program that unpacks the engines' files at installation, and then lets Python leave the
 * compiled form of its standard library's most used modules beside the sources: a jailed worker can
 * do neither.
 */
final class EngineResources {

  private static final List<String> WARMED_MODULES =
      List.of(
          "json",
          "re",
          "math",
          "collections",
          "dataclasses",
          "itertools",
          "functools",
          "statistics",
          "datetime",
          "decimal",
          "fractions",
          "random",
          "hashlib",
          "base64",
          "string",
          "textwrap",
          "typing",
          "enum",
          "heapq",
          "bisect",
          "copy",
          "operator",
          "contextlib",
          "abc",
          "urllib.parse",
          "csv",
          "io",
          "struct",
          "difflib",
          "traceback",
          "ast",
          "tokenize",
          "fnmatch",
          "html",
          "unicodedata",
          "time",
          "calendar",
          "zlib",
          "types");

  private EngineResources() {}

  /** Arguments: {@code unpack <directory>} or {@code warm}. */
  public static void main(String[] arguments) throws IOException {
    switch (arguments[0]) {
      case "unpack" -> unpack(Path.of(arguments[1]));
      case "warm" -> warm();
      default -> throw new IllegalArgumentException("unknown step " + arguments[0]);
    }
  }

  private static void unpack(Path directory) throws IOException {
    for (GuestLanguage language : GuestLanguage.values()) {
      if (!Engine.copyResources(directory, language.id())) {
        throw new IOException("the engine has no resources for " + language.id());
      }
    }
  }

  /**
   * Imports with write access to the library: trusted code of the engine itself, run once, no
   * guest.
   */
  private static void warm() {
    try (Context context =
        Context.newBuilder(GuestLanguage.PYTHON.id())
            .allowAllAccess(true)
            .option("engine.WarnInterpreterOnly", "false")
            .option("python.PosixModuleBackend", "java")
            .option("python.DontWriteBytecodeFlag", "false")
            .build()) {
      for (String module : WARMED_MODULES) {
        context.eval(GuestLanguage.PYTHON.id(), "import " + module);
      }
    }
  }
}
