package dev.symphony.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.host.UserError;
import dev.symphony.host.serve.ServeClient;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * Hands the command line of an {@code eval} over to the host that serves the home it names. It is
 * not even read here: a host that has been running for a while does that sooner.
 */
final class ServedEval {
  private static final Pattern FOR_A_HOST_OF_ITS_OWN =
      Pattern.compile("--profile|--(token|holder)(=.*)?|--help|-h|--version|-V");

  private ServedEval() {}

  /**
   * Hands it over and prints what comes back.
   *
   * @return the exit code; nothing when it is another command, or for a host of its own
   * @throws UserError {@code file-not-text}, {@code file-unreadable}, {@code serve-ended}
   */
  static OptionalInt run(List<String> arguments, Terminal terminal, InputStream input)
      throws UserError {
    Optional<ServeClient> connection =
        isForAnyHost(arguments) ? home(arguments).flatMap(ServeClient::connect) : Optional.empty();
    if (connection.isEmpty()) {
      return OptionalInt.empty();
    }
    try (ServeClient host = connection.get()) {
      String request = request(arguments, terminal.styled(), input);
      JsonNode answer = JsonText.tree(host.ask(request, line -> isNote(line, terminal)));
      if (!answer.has(ServeRequests.EXIT)) {
        throw new UserError(
            answer.at("/error/code").asText("serve-ended"), answer.at("/error/message").asText());
      }
      terminal.err().print(answer.path(ServeRequests.ERR).asText());
      terminal.err().flush();
      terminal.out().print(answer.path(ServeRequests.OUT).asText());
      terminal.out().flush();
      return OptionalInt.of(answer.path(ServeRequests.EXIT).intValue());
    } catch (IOException e) {
      throw new UserError("file-unreadable", "can't read standard input: " + e.getMessage(), e);
    }
  }

  private static boolean isForAnyHost(List<String> arguments) {
    return !arguments.isEmpty()
        && arguments.getFirst().equals("eval")
        && arguments.stream().noneMatch(FOR_A_HOST_OF_ITS_OWN.asMatchPredicate());
  }

  private static Optional<Path> home(List<String> arguments) {
    int home = arguments.indexOf("--home") + 1;
    if (home > 0 && home < arguments.size()) {
      return Optional.of(Path.of(arguments.get(home)));
    }
    return arguments.stream()
        .filter(argument -> argument.startsWith("--home="))
        .map(argument -> Path.of(argument.substring("--home=".length())))
        .findFirst();
  }

  private static String request(List<String> arguments, boolean styled, InputStream input)
      throws UserError, IOException {
    Map<String, Object> request = new LinkedHashMap<>();
    request.put("eval", arguments.subList(1, arguments.size()));
    request.put("directory", Path.of("").toAbsolutePath().toString());
    request.put("styled", styled);
    if (arguments.contains("-")) {
      request.put("input", EvalCommand.text(input.readAllBytes(), "-").toUtf8());
    }
    return JsonText.compact(request);
  }

  private static boolean isNote(String line, Terminal terminal) {
    Optional<String> note = ServeRequests.note(line);
    note.ifPresent(terminal::note);
    return note.isPresent();
  }
}
