package dev.symphony.host.cli;

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
      return ServedOutcome.show(host.ask(JsonText.compact(request)), terminal(), wantsJson());
    }
  }

  private static ServeClient connect(Path directory) throws UserError {
    return ServeClient.connect(directory)
        .orElseThrow(() ->
            new UserError(
                "serve-missing",
                "no host serves " + directory + "; start one: symphony serve --home " + directory));
  }
}
