package dev.symphony.host.cli;

import java.io.PrintWriter;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress and errors
 * @param styled whether colours and moving lines make sense on {@code err}
 */
record Terminal(PrintWriter out, PrintWriter err, boolean styled) {

  /** Prints a line of results. */
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Prints a line beside the results. */
  void note(String text) {
    err.println(text);
    err.flush();
  }

  /** Replaces the line of progress; prints nothing when lines can't be replaced. */
  void progress(String text) {
    if (styled) {
      err.print("\r\u001b[K" + text);
      err.flush();
    }
  }

  /** Takes the line of progress away. */
  void clearProgress() {
    progress("");
  }

  /** The text in red where colours make sense. */
  String red(String text) {
    return styled ? "\u001b[31m" + text + "\u001b[0m" : text;
  }

  /** The text in green where colours make sense. */
  String green(String text) {
    return styled ? "\u001b[32m" + text + "\u001b[0m" : text;
  }
}
