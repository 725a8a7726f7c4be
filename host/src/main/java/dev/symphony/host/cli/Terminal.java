package dev.symphony.host.cli;

import dev.symphony.document.PlainText;
import java.io.Console;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints.
 *
 * @param out results
 * @param err progress and errors
 * @param styled whether colours and moving lines make sense on {@code err}
 */
record Terminal(PrintWriter out, PrintWriter err, boolean styled) {
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String NORMAL = "\u001b[0m";
  private static final Set<String> COLOURS = Set.of(RED, GREEN, NORMAL);
  private static final Pattern AROUND_COLOURS =
      Pattern.compile("(?=\u001b\\[(?:31|32|0)m)|(?<=\u001b\\[(?:31|32|0)m)");

  /** The terminal of this process, with colours where they make sense. */
  static Terminal ofProcess() {
    return new Terminal(
        utf8(System.out), utf8(System.err), isStyled(System.getenv(), System.console()));
  }

  private static boolean isStyled(Map<String, String> environment, @Nullable Console console) {
    return console != null
        && console.isTerminal()
        && !environment.containsKey("NO_COLOR")
        && !"dumb".equals(environment.get("TERM"));
  }

  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
  }

  /** Prints a line of results; of what guests and manifests wrote, plain text. */
  void line(String text) {
    out.println(plain(text));
    out.flush();
  }

  /** Prints a line beside the results; of what guests and manifests wrote, plain text. */
  void note(String text) {
    err.println(plain(text));
    err.flush();
  }

  private String plain(String text) {
    String lines = text.replace("\r\n", "\n");
    return styled
        ? AROUND_COLOURS
            .splitAsStream(lines)
            .map(part -> COLOURS.contains(part) ? part : PlainText.of(part))
            .collect(Collectors.joining())
        : PlainText.of(lines);
  }

  /** Replaces the line of progress; prints nothing when lines can't be replaced. */
  void progress(String text) {
    if (styled) {
      err.print("\r\u001b[K" + PlainText.of(text).replace('\n', ' '));
      err.flush();
    }
  }

  /** Takes the line of progress away. */
  void clearProgress() {
    progress("");
  }

  /** The text in red where colours make sense. */
  String red(String text) {
    return styled ? RED + text + NORMAL : text;
  }

  /** The text in green where colours make sense. */
  String green(String text) {
    return styled ? GREEN + text + NORMAL : text;
  }
}
