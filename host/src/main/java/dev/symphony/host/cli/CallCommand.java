package dev.symphony.host.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.serve.ServeClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony call}: calls an extension of the host that serves a home. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    description =
        "Calls an extension that 'symphony serve' keeps loaded, and prints what it gives.",
    footer = {
      "",
      "Examples:",
      "  symphony call acme/word-count --input name=Ada",
      "  symphony call acme/word-count --json"
    })
final class CallCommand extends AtHome {
  @Parameters(paramLabel = "REF", description = "PUBLISHER/NAME.")
  private String reference = "";

  @Option(
      names = "--input",
      paramLabel = "K=V",
      description = "An input; a V that is JSON counts as JSON; may be repeated.")
  private List<String> inputs = List.of();

  CallCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    ExtensionInput input = ExtensionInput.parse(inputs);
    if (input.root().isPresent()) {
      throw new UserError(
          "usage-input", "the directory that 'files' is about is said to 'symphony serve'");
    }
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("call", ExtensionReference.parse(reference).name().toString());
    request.put("input", input.value());
    try (ServeClient host = connect(directory())) {
      return show(host.ask(JsonText.compact(request)));
    }
  }

  private static ServeClient connect(Path directory) throws UserError {
    return ServeClient.connect(directory)
        .orElseThrow(() ->
            new UserError(
                "serve-missing",
                "no host serves " + directory + "; start one: symphony serve --home " + directory));
  }

  /** An answer that says nothing of walls is about a request that never came to a guest. */
  private int show(String answer) throws UserError {
    JsonNode outcome = JsonText.tree(answer);
    Terminal terminal = terminal();
    if (wantsJson()) {
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
