package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.DatalogSyntaxException;
import dev.symphony.capabilities.token.TokenException;
import dev.symphony.capabilities.token.TokenText;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.key.PrivateFiles;
import dev.symphony.host.token.TokenFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code symphony token}: capability tokens in the Biscuit format, of this home and of others. */
@Command(
    name = "token",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Makes, narrows, explains, checks and revokes capability tokens (Biscuit 3.3).",
    footer = {
      "",
      "Examples:",
      "  symphony token mint --right 'files.read,list:src/**;expires=2030-01-01T00:00:00Z' --out t.bc",
      "  symphony token attenuate t.bc --right 'files.read:src/main/**' --out narrow.bc",
      "  symphony token inspect narrow.bc",
      "  symphony token authorize narrow.bc --public-key ed25519/HEX --authorizer policy.dl --json",
      "  symphony token revoke narrow.bc",
      "",
      "A token file holds the bytes of a token, or its base64 text; '-' reads standard input."
    })
final class TokenCommand {
  private TokenCommand() {}

  /** The command with everything below it. */
  static CommandLine line(Surroundings surroundings) {
    return new CommandLine(new TokenCommand())
        .addSubcommand(new TokenMintCommand(surroundings))
        .addSubcommand(new TokenAttenuateCommand(surroundings))
        .addSubcommand(new TokenSealCommand(surroundings))
        .addSubcommand(new TokenInspectCommand(surroundings))
        .addSubcommand(new TokenVerifyCommand(surroundings))
        .addSubcommand(new TokenAuthorizeCommand(surroundings))
        .addSubcommand(new TokenRevokeCommand(surroundings));
  }

  /** Where a command puts the token that it makes. */
  static final class Output {
    @Option(
        names = "--out",
        paramLabel = "FILE",
        description = "Write the bytes of the token to a file for you alone, instead of its text.")
    private Optional<Path> file = Optional.empty();

    int print(UnverifiedToken token, boolean json, Terminal terminal) throws IOException {
      byte[] bytes = token.serialize();
      if (file.isPresent()) {
        PrivateFiles.write(file.get(), bytes);
      }
      if (json) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("token", TokenText.encode(bytes));
        map.put("bytes", (long) bytes.length);
        map.put("revocationIds", token.revocationIds().stream().map(Object::toString).toList());
        file.ifPresent(path -> map.put("file", path.toString()));
        terminal.line(JsonText.compact(map));
      } else if (file.isEmpty()) {
        terminal.line(TokenText.encode(bytes));
      } else {
        terminal.note("wrote " + bytes.length + " bytes to " + file.get());
      }
      return ExitCode.OK;
    }
  }

  static UnverifiedToken read(String name, Surroundings surroundings) throws UserError {
    try {
      Bytes bytes = TokenFile.read(name, surroundings.input());
      return UnverifiedToken.parse(bytes.toArray());
    } catch (TokenException e) {
      throw error(e);
    }
  }

  static UserError error(TokenException e) {
    return new UserError(e.error().code(), e.error().detail(), e);
  }

  /** Reads Datalog that an argument names as a file, or is itself. */
  static <T> T datalog(String argument, Function<String, T> reading) throws UserError {
    String text = argument;
    try {
      if (!argument.contains("\n") && Files.isRegularFile(Path.of(argument))) {
        text = Files.readString(Path.of(argument), StandardCharsets.UTF_8);
      }
    } catch (InvalidPathException e) {
      text = argument;
    } catch (IOException e) {
      throw new UserError("file-unreadable", argument + " can't be read: " + e.getMessage(), e);
    }
    try {
      return reading.apply(text);
    } catch (DatalogSyntaxException e) {
      throw new UserError("usage-datalog", "the Datalog can't be read: " + e.getMessage(), e);
    }
  }

  /** Reads a moment; {@code now} is the present. */
  static Instant moment(String text) throws UserError {
    try {
      return text.equals("now") ? new SystemClock().now() : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new UserError(
          "usage-time", "'" + text + "' is no time; write it as 2030-01-31T12:00:00Z, or now", e);
    }
  }
}
