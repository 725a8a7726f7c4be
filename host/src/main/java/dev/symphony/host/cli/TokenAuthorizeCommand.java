package dev.symphony.host.cli;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.FailedCheck;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.token.TokenException;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.capabilities.token.VerifiedToken;
import dev.symphony.host.UserError;
import dev.symphony.host.token.TokenFile;
import dev.symphony.host.token.TokenVerdict;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code symphony token authorize}. */
@Command(
    name = "authorize",
    mixinStandardHelpOptions = true,
    description = "Verifies a token and runs an authorizer over it.",
    footer = {
      "",
      "Examples:",
      "  symphony token authorize t.bc --public-key ed25519/HEX --authorizer policy.dl --json",
      "  symphony token authorize t.bc --public-key ed25519/HEX --time 2030-01-01T00:00:00Z \\",
      "    --authorizer 'service(\"files\"); operation(\"read\"); resource(\"a.c\"); allow if true;'",
      "",
      "Prints {\"result\":\"allow|deny|invalid\",\"policy\":N,\"failedChecks\":[...],",
      "\"error\":{\"code\",\"message\"},\"revocationIds\":[...]}.",
      "Exit codes: 0 allow, 4 deny, 1 invalid."
    })
final class TokenAuthorizeCommand extends JsonCommand {
  @Parameters(paramLabel = "TOKEN_FILE", description = "The token; '-' reads standard input.")
  private String file = "";

  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--authorizer",
      required = true,
      paramLabel = "FILE|TEXT",
      description = "Facts, rules, checks and policies; a file, or the Datalog itself.")
  private String authorizer = "";

  @Option(
      names = "--time",
      paramLabel = "RFC3339|now",
      description =
          "State this as the fact time(...); without it, only the authorizer states a time.")
  private Optional<String> time = Optional.empty();

  TokenAuthorizeCommand(Surroundings surroundings) {
    super(surroundings);
  }

  @Override
  public Integer call() throws UserError, IOException {
    Program program = program();
    TokenVerdict verdict = verdict(program);
    if (wantsJson()) {
      terminal().line(JsonText.compact(json(verdict)));
    } else {
      print(verdict);
    }
    return switch (verdict.result()) {
      case ALLOW -> ExitCode.OK;
      case DENY -> ExitCode.DENIED;
      case INVALID -> ExitCode.FAILED;
    };
  }

  private Program program() throws UserError {
    Program program = TokenCommand.datalog(authorizer, Datalog::program);
    if (time.isEmpty()) {
      return program;
    }
    Block block = program.block();
    List<Fact> facts = new ArrayList<>(block.facts());
    facts.add(Fact.of("time", Term.of(TokenCommand.moment(time.get()))));
    return new Program(
        new Block(block.scopes(), facts, block.rules(), block.checks(), block.context()),
        program.policies());
  }

  private TokenVerdict verdict(Program program) throws UserError, IOException {
    try {
      Bytes bytes = TokenFile.read(file, surroundings().input());
      UnverifiedToken token = UnverifiedToken.parse(bytes.toArray());
      return switch (trust.verify(token, surroundings())) {
        case Verification.Rejected(var error) -> TokenVerdict.invalid(error);
        case Verification.Verified(VerifiedToken verified) ->
            trust.isRevoked(verified, surroundings())
                ? TokenVerdict.invalid(
                    new TokenVerdict.Fault(
                        "token-revoked", "the token, or what it was made from, has been revoked"))
                : TokenVerdict.of(verified, Authorizer.of(program));
      };
    } catch (TokenException e) {
      return TokenVerdict.invalid(e.error());
    }
  }

  private static Map<String, @Nullable Object> json(TokenVerdict verdict) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("result", verdict.result().label());
    map.put("policy", verdict.policy().map(Integer::longValue).orElse(null));
    map.put("failedChecks", verdict.failedChecks().stream().map(c -> json(c)).toList());
    map.put(
        "error",
        verdict.error().map(e -> Map.of("code", e.code(), "message", e.message())).orElse(null));
    map.put("revocationIds", verdict.revocationIds().stream().map(Object::toString).toList());
    return map;
  }

  private static Map<String, @Nullable Object> json(FailedCheck failed) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("origin", failed.origin().hasAuthorizer() ? "authorizer" : "block");
    map.put(
        "block",
        failed.origin().hasAuthorizer() ? null : failed.origin().blocks().getFirst().longValue());
    map.put("check", (long) failed.index());
    map.put("text", failed.check().toString());
    return map;
  }

  private void print(TokenVerdict verdict) {
    terminal()
        .line(
            verdict.result().label()
                + verdict.policy().map(p -> ", by policy " + p).orElse("")
                + verdict.error().map(e -> ": " + e.code() + ": " + e.message()).orElse(""));
    for (FailedCheck failed : verdict.failedChecks()) {
      String place =
          failed.origin().hasAuthorizer()
              ? "the authorizer"
              : "block " + failed.origin().blocks().getFirst();
      terminal().line("  failed in " + place + ": " + failed.check());
    }
  }
}
