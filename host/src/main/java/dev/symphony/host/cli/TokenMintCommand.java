package dev.symphony.host.cli;

import dev.symphony.capabilities.authority.Authority;
import dev.symphony.capabilities.authority.AuthorityBlock;
import dev.symphony.capabilities.authority.CarriedGrant;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.right.Right;
import dev.symphony.capabilities.right.RightSyntaxException;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.HomeLog;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.GrantNumbers;
import dev.symphony.host.key.Keyring;
import dev.symphony.host.key.Passphrase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code symphony token mint}. */
@Command(
    name = "mint",
    mixinStandardHelpOptions = true,
    description = "Makes a token, signed with the root key of the home.",
    footer = {
      "",
      "Examples:",
      "  symphony token mint --right 'files.read:src/**;expires=2030-01-01T00:00:00Z' --object .",
      "  symphony token mint --right 'models.infer:**' --holder ed25519/HEX --out token.bc",
      "  symphony token mint --datalog 'right(\"file1\", \"read\");'   (for other people's authorizers)"
    })
final class TokenMintCommand extends JsonCommand {
  private static final Set<String> OF_ONE_OBJECT = Set.of("files", "kv", "artifacts");

  /** What the token says: a right of this house, or anything at all. */
  private static final class Content {
    @Option(
        names = "--right",
        required = true,
        paramLabel = "RIGHT",
        description = "What it allows.")
    private Optional<String> right = Optional.empty();

    @Option(
        names = "--datalog",
        required = true,
        paramLabel = "FILE|TEXT",
        description = "The authority block itself; no kernel admits it unless it carries a grant.")
    private Optional<String> datalog = Optional.empty();
  }

  @ArgGroup(multiplicity = "1")
  private Content content = new Content();

  @Option(
      names = "--object",
      paramLabel = "NAME",
      description = {
        "The object that it is for: a directory for files, PUBLISHER/NAME for kv and artifacts",
        "(default: the one that every home has)."
      })
  private String object = "";

  @Option(
      names = "--holder",
      paramLabel = "ALGORITHM/HEX",
      description = "Bind it: whoever presents it has to prove to have this key.")
  private Optional<String> holder = Optional.empty();

  @Option(names = "--home", paramLabel = "DIR", description = "The home (default: your data dir).")
  private Optional<Path> home = Optional.empty();

  @Mixin private PassphraseOption passphrase = new PassphraseOption();
  @Mixin private TokenCommand.Output output = new TokenCommand.Output();

  TokenMintCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    SecureRandom random = new SecureRandom();
    Block block = block(random);
    Keyring keyring = Keyring.open(Home.keys(surroundings().home(home)), random);
    int id = keyring.requireActive().id();
    try (Passphrase secret = passphrase.source(surroundings()).get()) {
      PrivateKey key = keyring.unlock(secret);
      UnverifiedToken token = UnverifiedToken.mint(key, id, block, random);
      HomeLog.note(
          surroundings().home(home),
          new SystemClock(),
          "token " + token.revocationIds().getFirst(),
          "minted",
          block.toString());
      return output.print(token, wantsJson(), terminal());
    }
  }

  private Block block(SecureRandom random) throws UserError {
    Optional<PublicKey> bound =
        holder.isPresent() ? Optional.of(TrustOptions.parse(holder.get())) : Optional.empty();
    if (content.datalog.isPresent()) {
      if (bound.isPresent() || !object.isEmpty()) {
        throw new UserError("usage-token", "--holder and --object go with --right");
      }
      return TokenCommand.datalog(content.datalog.get(), Datalog::block);
    }
    CarriedGrant grant =
        new CarriedGrant(new GrantNumbers(random).getAsLong(), parse(content.right.orElseThrow()));
    return AuthorityBlock.write(
        new Authority(List.of(grant), object(grant.right().service())), bound);
  }

  private String object(String service) {
    if (service.equals("files") && !object.isEmpty()) {
      return Path.of(object).toAbsolutePath().normalize().toString();
    }
    if (object.isEmpty() && OF_ONE_OBJECT.contains(service)) {
      terminal()
          .note(
              "note: no kernel admits a token for '%s' that names no object; give --object"
                  .formatted(service));
    }
    return object;
  }

  static Right parse(String text) throws UserError {
    try {
      return Right.parse(text);
    } catch (RightSyntaxException e) {
      throw new UserError("usage-right", e.getMessage() == null ? text : e.getMessage(), e);
    }
  }
}
