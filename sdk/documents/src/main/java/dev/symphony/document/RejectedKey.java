package dev.symphony.document;

/** Ends the reading of one part of a document; {@link TomlDocument#attempt} collects it. */
public final class RejectedKey extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  RejectedKey(Problem problem) {
    super(problem.toString(), null, false, false);
    this.problem = problem;
  }

  /** What is wrong. */
  public Problem problem() {
    return problem;
  }
}
