package dev.symphony.host.cli;

import dev.symphony.capabilities.authority.RightChecks;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Check;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Rule;
import dev.symphony.capabilities.datalog.Scope;
import dev.symphony.capabilities.token.TokenException;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony token attenuate}. */
@Command(
    name = "attenuate",
    mixinStandardHelpOptions = true,
    description = "Narrows a token by one more block. Needs no key and no home: any holder can.",
    footer = {
      "",
      "Examples:",
      "  symphony token attenuate t.bc --right 'files.read:src/main/**' --out narrow.bc",
      "  symphony token attenuate t.bc --expires 2030-01-01T00:00:00Z",
      "  symphony token attenuate t.bc --datalog 'check if operation(\"read\");'",
      "  symphony token attenuate t.bc --holder ed25519/HEX    (from now on, only with this key)"
    })
final class TokenAttenuateCommand extends JsonCommand {
  @Parameters(paramLabel = "TOKEN_FILE", description = "The token; '-' reads standard input.")
  private String file = "";

  @Option(names = "--right", paramLabel = "RIGHT", description = "Allow no more than this right.")
  private Optional<String> right = Optional.empty();

  @Option(names = "--expires", paramLabel = "RFC3339", description = "End it then.")
  private Optional<String> expires = Optional.empty();

  @Option(names = "--holder", paramLabel = "ALGORITHM/HEX", description = "Bind it to this key.")
  private Optional<String> holder = Optional.empty();

  @Option(names = "--datalog", paramLabel = "FILE|TEXT", description = "Add this Datalog.")
  private Optional<String> datalog = Optional.empty();

  @Mixin private TokenCommand.Output output = new TokenCommand.Output();

  TokenAttenuateCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    List<Block> parts = parts();
    if (parts.isEmpty()) {
      throw new UserError(
          "usage-token", "say how to narrow it: --right, --expires, --holder or --datalog");
    }
    try {
      UnverifiedToken token = TokenCommand.read(file, surroundings());
      UnverifiedToken narrowed = token.attenuate(joined(parts), new SecureRandom());
      return output.print(narrowed, wantsJson(), terminal());
    } catch (TokenException e) {
      throw TokenCommand.error(e);
    }
  }

  private List<Block> parts() throws UserError {
    List<Block> parts = new ArrayList<>();
    if (right.isPresent()) {
      parts.add(narrowing(right.get()));
    }
    if (expires.isPresent()) {
      Instant end = TokenCommand.moment(expires.get());
      parts.add(Datalog.block("check if time($t), $t < " + end.truncatedTo(ChronoUnit.SECONDS)));
    }
    if (holder.isPresent()) {
      parts.add(RightChecks.boundTo(TrustOptions.parse(holder.get())));
    }
    if (datalog.isPresent()) {
      parts.add(TokenCommand.datalog(datalog.get(), Datalog::block));
    }
    return parts;
  }

  private static Block narrowing(String text) throws UserError {
    try {
      return RightChecks.narrowing(TokenMintCommand.parse(text));
    } catch (IllegalArgumentException e) {
      throw new UserError("usage-right", String.valueOf(e.getMessage()), e);
    }
  }

  private static Block joined(List<Block> parts) {
    List<Scope> scopes = new ArrayList<>();
    List<Fact> facts = new ArrayList<>();
    List<Rule> rules = new ArrayList<>();
    List<Check> checks = new ArrayList<>();
    for (Block part : parts) {
      scopes.addAll(part.scopes());
      facts.addAll(part.facts());
      rules.addAll(part.rules());
      checks.addAll(part.checks());
    }
    return new Block(scopes, facts, rules, checks, Optional.empty());
  }
}
