package dev.symphony.kernel.guest;

/** A limit that a guest can run into. */
public enum Limit {
  CPU("cpu"),
  WALL("wall"),
  HEAP("heap"),
  STACK("stack"),
  OUTPUT("output"),
  CALLS("calls"),
  MESSAGES("messages");

  private final String id;

  Limit(String id) {
    this.id = id;
  }

  /** The name on the command line and in results. */
  public String id() {
    return id;
  }

  /** The error code, kebab-case. */
  public String code() {
    return "limit-" + id;
  }
}
