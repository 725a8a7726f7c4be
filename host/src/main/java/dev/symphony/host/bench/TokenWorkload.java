package dev.symphony.host.bench;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorization;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.Algorithm;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.capabilities.token.VerifiedToken;
import dev.symphony.capabilities.token.VerifiedTokenCache;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** W7: tokens are built, narrowed, verified and asked, everything from text. */
final class TokenWorkload implements Bench.Workload {
  private static final String AUTHORITY =
      "user(\"alice\"); right(\"file1\", \"read\"); right(\"file2\", \"read\");"
          + " check if resource($r), operation($o), right($r, $o);";
  private static final String ATTENUATION = "check if time($t), $t <= 2099-01-01T00:00:00Z;";
  private static final String REQUEST =
      "resource(\"file1\"); operation(\"read\"); time(2026-01-01T00:00:00Z);"
          + " deny if operation(\"write\"); allow if user(\"alice\");";
  private static final String SECRET =
      "99e87b0e9158531eeeb503ff15266e2b23c2a2507b138c9d1b1f2ab458df2d61";

  private final SecureRandom random = new SecureRandom();

  @Override
  public void run(Bench bench) {
    PrivateKey root = PrivateKey.of(Algorithm.ED25519, Bytes.fromHex(SECRET));
    TokenVerifier verifier = TokenVerifier.of(RootKeys.single(root.publicKey()));
    measure(bench, "build", () -> built(root));
    UnverifiedToken one = built(root);
    measure(bench, "attenuate", () -> attenuated(one));
    UnverifiedToken two = attenuated(one);
    UnverifiedToken three = attenuated(two);
    size(bench, one, 1);
    size(bench, two, 2);
    size(bench, three, 3);
    verify(bench, verifier, one, 1);
    verify(bench, verifier, two, 2);
    verify(bench, verifier, three, 3);
    VerifiedTokenCache cache = VerifiedTokenCache.of(verifier, 1 << 20);
    Bytes kept = Bytes.copyOf(two.serialize());
    measure(bench, "verify cached, 2 blocks", () -> verified(cache.verify(kept)));
    VerifiedToken token = verified(verifier.verify(two.serialize()));
    measure(bench, "authorize", () -> authorized(token));
  }

  private UnverifiedToken built(PrivateKey root) {
    return UnverifiedToken.mint(root, Datalog.block(AUTHORITY), random);
  }

  private UnverifiedToken attenuated(UnverifiedToken token) {
    return token.attenuate(Datalog.block(ATTENUATION), random);
  }

  private static void size(Bench bench, UnverifiedToken token, int blocks) {
    bench.row(
        "W7", "bytes, " + blocks + " blocks", token.serialize().length, "bytes", "serialized");
  }

  private static void verify(
      Bench bench, TokenVerifier verifier, UnverifiedToken token, int blocks) {
    byte[] bytes = token.serialize();
    measure(bench, "verify, " + blocks + " blocks", () -> verified(verifier.verify(bytes)));
  }

  private static VerifiedToken verified(Verification verification) {
    return switch (verification) {
      case Verification.Verified(VerifiedToken token) -> token;
      case Verification.Rejected(var error) ->
          throw new BenchFailure("a good token was rejected: " + error.detail());
    };
  }

  private static Authorization authorized(VerifiedToken token) {
    Authorizer authorizer = Authorizer.of(Datalog.program(REQUEST));
    Authorization authorization = token.authorize(authorizer).authorization();
    BenchFailure.require(new Authorization.Allowed(1), authorization, "the authorization");
    return authorization;
  }

  private static void measure(Bench bench, String metric, Supplier<Object> work) {
    int calls = bench.pace().tokenCalls();
    double first = timings(work, 1).best(TimeUnit.NANOSECONDS) / 1e3;
    timings(work, 2 * calls);
    Timings timings = timings(work, calls);
    double p50 = timings.percentile(0.5, TimeUnit.NANOSECONDS) / 1e3;
    double p99 = timings.percentile(0.99, TimeUnit.NANOSECONDS) / 1e3;
    String note = String.format(Locale.ROOT, "median; p99 %.1f us; first %.0f us", p99, first);
    bench.row("W7", metric, p50, "us", note);
  }

  private static Timings timings(Supplier<Object> work, int calls) {
    Timings timings = new Timings();
    for (int i = 0; i < calls; i++) {
      long begin = System.nanoTime();
      Object result = work.get();
      timings.add(System.nanoTime() - begin);
      if (result == null) {
        throw new BenchFailure("no result");
      }
    }
    return timings;
  }
}
