package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.serve.ServeClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Hands the command line of an {@code eval} over to the host that serves the home it names. It is
 * not even read here: a host that has been running for a while does that sooner, and a process that
 * loads nothing for it has soon started.
 */
public final class ServedEval {
  private static final List<String> FOR_A_HOST_OF_ITS_OWN =
      List.of("--profile", "--token", "--holder", "--help", "-h", "--version", "-V");

  private ServedEval() {}

  /** Runs the command line in the host that serves, or else here; ends with its exit code. */
  public static void main(String[] arguments) {
    Terminal terminal = Terminal.ofProcess();
    OptionalInt code = run(List.of(arguments), terminal, System.in);
    if (code.isPresent()) {
      Runtime.getRuntime().halt(code.getAsInt());
    }
    Main.main(arguments);
  }

  /**
   * Hands it over and prints what comes back.
   *
   * @return the exit code; nothing when it is another command, or for a host of its own
   */
  static OptionalInt run(List<String> arguments, Terminal terminal, InputStream input) {
    String home = isForAnyHost(arguments) ? home(arguments) : "";
    ServeClient connection =
        home.isEmpty() ? null : ServeClient.connect(Path.of(home)).orElse(null);
    if (connection == null) {
      return OptionalInt.empty();
    }
    try (ServeClient host = connection) {
      String request = request(arguments, terminal.styled(), input);
      String answer = host.ask(request, line -> printed(line, terminal));
      if (!answer.startsWith(CarriedText.EXIT)) {
        throw new UserError("internal-error", "the host that serves this home says: " + answer);
      }
      return OptionalInt.of(Integer.parseInt(answer.substring(CarriedText.EXIT.length())));
    } catch (UserError e) {
      return OptionalInt.of(Main.report(e, arguments.contains("--json"), terminal));
    } catch (IOException e) {
      UserError unread =
          new UserError("file-unreadable", "can't read standard input: " + e.getMessage(), e);
      return OptionalInt.of(Main.report(unread, arguments.contains("--json"), terminal));
    }
  }

  private static boolean isForAnyHost(List<String> arguments) {
    if (arguments.isEmpty() || !arguments.getFirst().equals("eval")) {
      return false;
    }
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (FOR_A_HOST_OF_ITS_OWN.contains(equals < 0 ? argument : argument.substring(0, equals))) {
        return false;
      }
    }
    return true;
  }

  /** The home that is named, or nothing. */
  private static String home(List<String> arguments) {
    int home = arguments.indexOf("--home") + 1;
    return home > 0 && home < arguments.size() ? arguments.get(home) : "";
  }

  private static String request(List<String> arguments, boolean styled, InputStream input)
      throws UserError, IOException {
    StringBuilder json = new StringBuilder("{\"eval\": [");
    for (int i = 1; i < arguments.size(); i++) {
      quote(arguments.get(i), json.append(i == 1 ? "" : ", "));
    }
    quote(Path.of("").toAbsolutePath().toString(), json.append("], \"directory\": "));
    json.append(", \"styled\": ").append(styled);
    if (arguments.contains("-")) {
      String text = EvalCommand.text(input.readAllBytes(), "-").toUtf8();
      quote(text, json.append(", \"input\": "));
    }
    return json.append('}').toString();
  }

  /** As a string of JSON. */
  private static void quote(String text, StringBuilder json) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ') {
        json.append("\\u00")
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      } else {
        json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
      }
    }
    json.append('"');
  }

  /** Prints what the host has made safe for a terminal. */
  private static boolean printed(String line, Terminal terminal) {
    if (line.startsWith(CarriedText.OUT)) {
      terminal.out().print(CarriedText.text(CarriedText.OUT, line));
      terminal.out().flush();
      return true;
    }
    if (line.startsWith(CarriedText.ERR)) {
      terminal.err().print(CarriedText.text(CarriedText.ERR, line));
      terminal.err().flush();
      return true;
    }
    return false;
  }
}
