package dev.symphony.host.author.template;

import dev.symphony.kernel.guest.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A language that authors write in; TypeScript is one for them, and JavaScript for the sandbox. */
public enum AuthorLanguage {
  JAVASCRIPT("js", Language.JAVASCRIPT, "main.mjs"),
  TYPESCRIPT("ts", Language.JAVASCRIPT, "main.js"),
  PYTHON("python", Language.PYTHON, "main.py");

  private final String id;
  private final Language guest;
  private final String entry;

  AuthorLanguage(String id, Language guest, String entry) {
    this.id = id;
    this.guest = guest;
    this.entry = entry;
  }

  /** The name on the command line. */
  public String id() {
    return id;
  }

  /** What runs in the sandbox. */
  public Language guest() {
    return guest;
  }

  /** The entry of a new extension, as its manifest names it. */
  String entry() {
    return entry;
  }

  /** What the tools of the language want beside the code. */
  List<String> projectFiles() {
    return switch (this) {
      case JAVASCRIPT -> List.of("package.json");
      case TYPESCRIPT -> List.of("package.json", "tsconfig.json");
      case PYTHON -> List.of();
    };
  }

  /** The files with code, below the template of a kind. */
  List<String> codeFiles() {
    return switch (this) {
      case JAVASCRIPT -> List.of("main.mjs", "test/main.test.mjs");
      case TYPESCRIPT -> List.of("main.ts", "test/main.test.ts");
      case PYTHON -> List.of("main.py", "test/test_main.py");
    };
  }

  /** The language with that name, if there is one. */
  public static Optional<AuthorLanguage> named(String id) {
    return Arrays.stream(values()).filter(l -> l.id.equals(id)).findFirst();
  }
}
