package dev.symphony.host.cli;

import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.capabilities.token.VerifiedToken;
import dev.symphony.host.UserError;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code symphony token verify}. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that the signatures of a token hold and that the home has not revoked it.",
      "That a token is valid does not say what it allows: see inspect and authorize."
    },
    footer = {
      "",
      "Example:",
      "  symphony token verify t.bc --public-key ed25519/HEX",
      "",
      "Exit codes: 0 valid, 1 not valid or revoked."
    })
final class TokenVerifyCommand extends JsonCommand {
  @Parameters(paramLabel = "TOKEN_FILE", description = "The token; '-' reads standard input.")
  private String file = "";

  @Mixin private TrustOptions trust = new TrustOptions();

  TokenVerifyCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    UnverifiedToken token = TokenCommand.read(file, surroundings());
    return switch (trust.verify(token, surroundings())) {
      case Verification.Verified(VerifiedToken verified) ->
          trust.isRevoked(verified, surroundings())
              ? invalid("token-revoked", "the token, or what it was made from, has been revoked")
              : valid(verified);
      case Verification.Rejected(var error) -> invalid(error.code(), error.detail());
    };
  }

  private int valid(VerifiedToken token) {
    if (wantsJson()) {
      Map<String, @Nullable Object> map = new LinkedHashMap<>();
      map.put("result", "valid");
      map.put("rootKey", token.rootKey().toString());
      map.put("blocks", (long) token.contents().size());
      map.put("sealed", token.token().isSealed());
      map.put("revocationIds", token.revocationIds().stream().map(Object::toString).toList());
      terminal().line(JsonText.compact(map));
    } else {
      terminal().line("valid: all signatures hold, by the root key " + token.rootKey());
    }
    return ExitCode.OK;
  }

  private int invalid(String code, String message) {
    terminal()
        .line(
            wantsJson()
                ? JsonText.compact(
                    Map.of("result", "invalid", "error", Map.of("code", code, "message", message)))
                : "invalid: " + code + ": " + message);
    return ExitCode.FAILED;
  }
}
