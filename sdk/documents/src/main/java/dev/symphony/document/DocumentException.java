package dev.symphony.document;

import java.util.List;
import java.util.stream.Collectors;

/** Says why a document cannot be used: every problem that was found, in the order of the text. */
public final class DocumentException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** A refusal for at least one problem. */
  public DocumentException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong; never empty. */
  public List<Problem> problems() {
    return problems;
  }
}
