package dev.symphony.samples;

/** A language that guests are written in. */
enum Tongue {
  JS("js", "js"),
  PYTHON("python", "py");

  private final String id;
  private final String ending;

  Tongue(String id, String ending) {
    this.id = id;
    this.ending = ending;
  }

  /** The name on the command line. */
  String id() {
    return id;
  }

  /** How the names of its files end. */
  String ending() {
    return ending;
  }

  /** The program in this language. */
  String of(String javaScript, String python) {
    return this == JS ? javaScript : python;
  }
}
