package dev.symphony.registry.consent;

/**
 * How one thing that an extension asks for differs from what the version before it asked for.
 *
 * @param kind in which direction
 * @param before what was asked for, as text; empty when it was nothing
 * @param after what is asked for now, as text; empty when it is nothing
 */
public record Change(Kind kind, String before, String after) {
  /** In which direction something changed. */
  public enum Kind {
    /** Asked for now, and nothing like it before. */
    ADDED("+"),
    /** Asked for before, but less of it. */
    WIDENED("^"),
    /** Asked for before, but more of it. */
    NARROWED("v"),
    /** Not asked for any more. */
    REMOVED("-"),
    /** As before. */
    SAME("=");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }

    /** One character that stands for it. */
    public String mark() {
      return mark;
    }
  }

  /** Whether it is more authority than before. */
  public boolean isWider() {
    return kind == Kind.ADDED || kind == Kind.WIDENED;
  }
}
