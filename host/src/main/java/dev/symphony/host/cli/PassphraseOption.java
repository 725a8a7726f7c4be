package dev.symphony.host.cli;

import dev.symphony.host.key.PassphraseSource;
import java.io.Console;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command gets the passphrase of root keys. */
final class PassphraseOption {
  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description =
          "A file with the passphrase, for you alone (default: SYMPHONY_PASSPHRASE, else a prompt).")
  private Optional<Path> file = Optional.empty();

  PassphraseSource source(Surroundings surroundings) {
    return new PassphraseSource(file, surroundings.environment(), PassphraseOption::ask);
  }

  private static Optional<char[]> ask(String question) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .flatMap(console -> Optional.ofNullable(console.readPassword("%s", question)));
  }
}
