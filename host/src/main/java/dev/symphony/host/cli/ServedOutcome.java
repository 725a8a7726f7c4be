package dev.symphony.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.host.UserError;

/** Shows the outcome that a running host has answered with. */
final class ServedOutcome {
  private ServedOutcome() {}

  /**
   * Prints it. One that says nothing of walls is about a request that never came to a guest.
   *
   * @param answer the object of {@link JsonText#of}
   * @return the exit code
   * @throws UserError {@code usage-json} when it is none
   */
  static int show(String answer, Terminal terminal, boolean json) throws UserError {
    JsonNode outcome = JsonText.tree(answer);
    if (json) {
      terminal.line(answer);
    } else if (outcome.has("error")) {
      String code = outcome.at("/error/code").asText();
      terminal.note(
          terminal.red(outcome.path("outcome").asText())
              + " "
              + code
              + ": "
              + outcome.at("/error/message").asText());
      terminal.note("  more: docs/errors/" + code + ".md");
    } else {
      JsonNode value = outcome.path("value");
      terminal.line(value.isTextual() ? value.textValue() : value.toPrettyString());
    }
    return outcome.has("isolation") ? exitCode(outcome.path("outcome").asText()) : ExitCode.ERROR;
  }

  private static int exitCode(String outcome) {
    return switch (outcome) {
      case "completed" -> ExitCode.OK;
      case "failed" -> ExitCode.FAILED;
      case "limit" -> ExitCode.LIMIT;
      case "denied" -> ExitCode.DENIED;
      case "cancelled" -> ExitCode.CANCELLED;
      default -> ExitCode.HOST_FAULT;
    };
  }
}
