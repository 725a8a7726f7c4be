package dev.symphony.host.cli;

import dev.symphony.document.PlainText;
import dev.symphony.host.install.Dialogue;
import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How a command gets the consent of the person at it. */
final class ConsentOptions {
  @Option(
      names = {"-y", "--yes"},
      description = "Agree beforehand, to what the policy allows; what is asked for is shown.")
  private boolean yes;

  Dialogue dialogue(Terminal terminal) {
    return new OnTerminal(terminal, yes);
  }

  /** Asks whoever is at the terminal, if it is one; nobody has agreed beforehand. */
  static Dialogue asking(Terminal terminal) {
    return new OnTerminal(terminal, false);
  }

  private record OnTerminal(Terminal terminal, boolean yes) implements Dialogue {
    @Override
    public void tell(String line) {
      terminal.note(line);
    }

    @Override
    public boolean agrees(String question) {
      return yes
          || Optional.ofNullable(System.console())
              .filter(Console::isTerminal)
              .map(console -> console.readLine("%s [y/N] ", PlainText.of(question)))
              .filter(answer -> answer.strip().toLowerCase(Locale.ROOT).startsWith("y"))
              .isPresent();
    }
  }
}
