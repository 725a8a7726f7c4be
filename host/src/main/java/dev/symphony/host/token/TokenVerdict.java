package dev.symphony.host.token;

import dev.symphony.capabilities.datalog.Authorization;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.FailedCheck;
import dev.symphony.capabilities.token.RevocationId;
import dev.symphony.capabilities.token.TokenError;
import dev.symphony.capabilities.token.VerifiedToken;
import java.util.List;
import java.util.Optional;

/**
 * What an authorizer says about a token.
 *
 * @param result allow, deny, or invalid when the token must not be looked at
 * @param policy the place of the policy that decided, where one did
 * @param failedChecks the checks that did not hold
 * @param error what stopped the evaluation or the verification
 * @param revocationIds of the blocks, when the token is valid
 */
public record TokenVerdict(
    Result result,
    Optional<Integer> policy,
    List<FailedCheck> failedChecks,
    Optional<Fault> error,
    List<RevocationId> revocationIds) {
  /** The three answers. */
  public enum Result {
    ALLOW("allow"),
    DENY("deny"),
    INVALID("invalid");

    private final String label;

    Result(String label) {
      this.label = label;
    }

    /** The answer in lower case. */
    public String label() {
      return label;
    }
  }

  /** A code with a page in {@code docs/errors}, and words. */
  public record Fault(String code, String message) {}

  /** The verdict about a token that is not valid. */
  public static TokenVerdict invalid(TokenError error) {
    return invalid(new Fault(error.code(), error.detail()));
  }

  /** The verdict about a token that is not valid. */
  public static TokenVerdict invalid(Fault fault) {
    return new TokenVerdict(
        Result.INVALID, Optional.empty(), List.of(), Optional.of(fault), List.of());
  }

  /** The verdict about a valid token. */
  public static TokenVerdict of(VerifiedToken token, Authorizer authorizer) {
    List<RevocationId> ids = token.revocationIds();
    return switch (token.authorize(authorizer).authorization()) {
      case Authorization.Allowed(int policy) ->
          new TokenVerdict(Result.ALLOW, Optional.of(policy), List.of(), Optional.empty(), ids);
      case Authorization.Unauthorized(var kind, int policy, var checks) ->
          denied(Optional.of(policy), checks, Optional.empty(), ids);
      case Authorization.NoMatchingPolicy(var checks) ->
          denied(Optional.empty(), checks, Optional.empty(), ids);
      case Authorization.InvalidRule(int block, var rule) ->
          denied(
              Optional.empty(),
              List.of(),
              Optional.of(
                  new Fault("datalog-unsafe-rule", "block " + block + " has the rule: " + rule)),
              ids);
      case Authorization.Failed(var error) ->
          denied(
              Optional.empty(),
              List.of(),
              Optional.of(new Fault(error.code(), "the evaluation stopped: " + error.code())),
              ids);
    };
  }

  private static TokenVerdict denied(
      Optional<Integer> policy,
      List<FailedCheck> checks,
      Optional<Fault> error,
      List<RevocationId> ids) {
    return new TokenVerdict(Result.DENY, policy, checks, error, ids);
  }
}
