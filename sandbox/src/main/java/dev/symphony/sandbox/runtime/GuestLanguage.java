package dev.symphony.sandbox.runtime;

/** A language that guests are written in, with the name GraalVM knows it by. */
public enum GuestLanguage {
  JAVASCRIPT("js"),
  PYTHON("python");

  private final String id;

  GuestLanguage(String id) {
    this.id = id;
  }

  /** The polyglot language id, which is also the word used in manifests and file names. */
  public String id() {
    return id;
  }
}
