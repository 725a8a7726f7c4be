package dev.symphony.host.cli;

import dev.symphony.host.UserError;
import dev.symphony.host.author.template.AuthorLanguage;
import dev.symphony.host.author.template.NewExtension;
import dev.symphony.registry.manifest.ExtensionKind;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony new}: a working extension to begin with. */
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    description = "Makes a working extension with a test, in a new directory.",
    footer = {
      "",
      "Examples:",
      "  symphony new operator line-count --lang js",
      "  symphony new instrument shouting --lang python --publisher acme",
      "  symphony new motif notes --lang ts"
    })
final class NewCommand extends JsonCommand {
  @Parameters(
      index = "0",
      paramLabel = "instrument|operator|motif",
      description = "What it is: it wraps a model, processes data, or is a panel.")
  private String kind = "";

  @Parameters(index = "1", paramLabel = "NAME", description = "Its name, and its directory's.")
  private String name = "";

  @Option(
      names = "--lang",
      required = true,
      paramLabel = "js|ts|python",
      description = "The language.")
  private String language = "";

  @Option(names = "--publisher", paramLabel = "NAME", description = "Who it is from (default: me).")
  private String publisher = "me";

  @Option(
      names = "--in",
      paramLabel = "DIR",
      description = "Where its directory is made (default: here).")
  private Path parent = Path.of("");

  NewCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError {
    AuthorLanguage written = written();
    Path directory = NewExtension.of(name, publisher, kind(), written).writeBelow(parent);
    if (wantsJson()) {
      terminal().line(JsonText.compact(Map.of("directory", directory.toString())));
    } else {
      terminal().line("Made " + directory + ". Next:");
      if (written == AuthorLanguage.TYPESCRIPT) {
        terminal().line("  (cd " + directory + " && npm install && npx tsc)");
      }
      terminal().line("  symphony test " + directory);
    }
    return ExitCode.OK;
  }

  private ExtensionKind kind() throws UserError {
    return ExtensionKind.named(kind)
        .orElseThrow(() ->
            new UserError(
                "usage-kind", "'" + kind + "' is not a kind: use instrument, operator or motif"));
  }

  private AuthorLanguage written() throws UserError {
    return AuthorLanguage.named(language)
        .orElseThrow(() ->
            new UserError(
                "usage-language", "'" + language + "' is not a language: use js, ts or python"));
  }
}
