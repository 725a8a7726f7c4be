package dev.symphony.host.cli;

import dev.symphony.capabilities.token.TokenException;
import dev.symphony.host.UserError;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code symphony token seal}. */
@Command(
    name = "seal",
    mixinStandardHelpOptions = true,
    description = "Closes a token: nobody can narrow it further. Needs no key and no home.",
    footer = {"", "Example:", "  symphony token seal t.bc --out sealed.bc"})
final class TokenSealCommand extends JsonCommand {
  @Parameters(paramLabel = "TOKEN_FILE", description = "The token; '-' reads standard input.")
  private String file = "";

  @Mixin private TokenCommand.Output output = new TokenCommand.Output();

  TokenSealCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    try {
      return output.print(TokenCommand.read(file, surroundings()).seal(), wantsJson(), terminal());
    } catch (TokenException e) {
      throw TokenCommand.error(e);
    }
  }
}
