package dev.symphony.host.cli;

import dev.symphony.audit.revocation.FileRevocationLog;
import dev.symphony.capabilities.token.RevocationId;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.PrivateFiles;
import dev.symphony.kernel.grant.GrantId;
import dev.symphony.kernel.grant.Revocation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony token revoke}. */
@Command(
    name = "revoke",
    mixinStandardHelpOptions = true,
    description = {
      "Revokes a token and everything attenuated from it, or a grant and everything derived from it.",
      "On record when the command ends; the home refuses it from then on."
    },
    footer = {
      "",
      "Examples:",
      "  symphony token revoke narrow.bc             (this token; what it was made from stays valid)",
      "  symphony token revoke narrow.bc --block 0   (the first block: every token made from it)",
      "  symphony token revoke --grant g4711         (every token that carries the grant)"
    })
final class TokenRevokeCommand extends JsonCommand {
  /** What to revoke. */
  private static final class Subject {
    @Parameters(paramLabel = "TOKEN_FILE", description = "The token; '-' reads standard input.")
    private Optional<String> file = Optional.empty();

    @Option(
        names = "--grant",
        required = true,
        paramLabel = "ID",
        description = "A grant, as inspect names it.")
    private Optional<String> grant = Optional.empty();
  }

  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  @Option(
      names = "--block",
      paramLabel = "N",
      description = "The block to revoke (default: the last).")
  private Optional<Integer> block = Optional.empty();

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  TokenRevokeCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    Revocation revocation = revocation();
    Path directory = surroundings().home(home);
    PrivateFiles.createDirectory(directory);
    try (FileRevocationLog log = FileRevocationLog.open(Home.revocations(directory))) {
      log.record(List.of(revocation));
    }
    String what =
        switch (revocation) {
          case Revocation.OfGrant(GrantId id) -> id.toString();
          case Revocation.OfBlock(RevocationId id) -> id.toString();
        };
    HomeLog.note(directory, new SystemClock(), subjectOf(revocation), "revoked", what);
    terminal().line(wantsJson() ? JsonText.compact(Map.of("revoked", what)) : "revoked " + what);
    return ExitCode.OK;
  }

  private static String subjectOf(Revocation revocation) {
    return switch (revocation) {
      case Revocation.OfGrant _ -> "grant";
      case Revocation.OfBlock _ -> "token";
    };
  }

  private Revocation revocation() throws UserError {
    if (subject.grant.isPresent()) {
      return new Revocation.OfGrant(grant(subject.grant.get()));
    }
    UnverifiedToken token = TokenCommand.read(subject.file.orElseThrow(), surroundings());
    int place = block.orElse(token.blockCount() - 1);
    if (place < 0 || place >= token.blockCount()) {
      throw new UserError(
          "usage-token", "the token has the blocks 0 to " + (token.blockCount() - 1));
    }
    return new Revocation.OfBlock(token.revocationIds().get(place));
  }

  private static GrantId grant(String text) throws UserError {
    try {
      return new GrantId(Long.parseLong(text.startsWith("g") ? text.substring(1) : text));
    } catch (IllegalArgumentException e) {
      throw new UserError("usage-token", "'" + text + "' is no grant; write it as g4711", e);
    }
  }
}
