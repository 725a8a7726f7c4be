package dev.symphony.capabilities.datalog;

/** Thrown when text is not a program; says where, in lines and columns that begin at 1. */
public final class DatalogSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final String problem;

  DatalogSyntaxException(int line, int column, String problem) {
    super("line %d, column %d: %s".formatted(line, column, problem));
    this.line = line;
    this.column = column;
    this.problem = problem;
  }

  /** The line, counted from 1. */
  public int line() {
    return line;
  }

  /** The column, counted in characters from 1. */
  public int column() {
    return column;
  }

  /** What is wrong there. */
  public String problem() {
    return problem;
  }
}
