package dev.symphony.kernel.guest;

import java.util.Arrays;
import java.util.Optional;

/** A language that guests are written in. */
public enum Language {
  JAVASCRIPT("js"),
  PYTHON("python");

  private final String id;

  Language(String id) {
    this.id = id;
  }

  /** The name on the command line, in manifests and towards the engine. */
  public String id() {
    return id;
  }

  /** The language with that name, if there is one. */
  public static Optional<Language> named(String id) {
    return Arrays.stream(values()).filter(l -> l.id.equals(id)).findFirst();
  }
}
