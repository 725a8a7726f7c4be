package dev.symphony.bench.token;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.datalog.Authorization;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.Datalog;
import dev.symphony.capabilities.key.PrivateKey;
import dev.symphony.capabilities.token.RootKeys;
import dev.symphony.capabilities.token.TokenVerifier;
import dev.symphony.capabilities.token.UnverifiedToken;
import dev.symphony.capabilities.token.Verification;
import dev.symphony.capabilities.token.VerifiedToken;
import dev.symphony.capabilities.token.VerifiedTokenCache;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Workload W7: tokens are built, narrowed, verified and asked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class TokenBenchmark {
  private final SecureRandom random = new SecureRandom();
  private final PrivateKey root = TokenWorkload.root();
  private final TokenVerifier verifier = TokenVerifier.of(RootKeys.single(root.publicKey()));
  private final VerifiedTokenCache cache = VerifiedTokenCache.of(verifier, 1 << 20);
  private final UnverifiedToken one = TokenWorkload.token(1);
  private final byte[] oneBlock = one.serialize();
  private final byte[] twoBlocks = TokenWorkload.token(2).serialize();
  private final byte[] threeBlocks = TokenWorkload.token(3).serialize();
  private final Bytes cached = Bytes.copyOf(twoBlocks);
  private final VerifiedToken verified = verified(verifier.verify(twoBlocks));

  private static VerifiedToken verified(Verification verification) {
    return switch (verification) {
      case Verification.Verified(VerifiedToken token) -> token;
      case Verification.Rejected(var error) -> throw new IllegalStateException(error.detail());
    };
  }

  @Benchmark
  public UnverifiedToken build() {
    return UnverifiedToken.mint(root, Datalog.block(TokenWorkload.authorityText()), random);
  }

  @Benchmark
  public UnverifiedToken attenuate() {
    return one.attenuate(Datalog.block(TokenWorkload.ATTENUATION + ";"), random);
  }

  @Benchmark
  public VerifiedToken verifyOneBlock() {
    return verified(verifier.verify(oneBlock));
  }

  @Benchmark
  public VerifiedToken verifyTwoBlocks() {
    return verified(verifier.verify(twoBlocks));
  }

  @Benchmark
  public VerifiedToken verifyThreeBlocks() {
    return verified(verifier.verify(threeBlocks));
  }

  @Benchmark
  public VerifiedToken verifyCached() {
    return verified(cache.verify(cached));
  }

  @Benchmark
  public Authorization authorize() {
    Authorizer authorizer = Authorizer.of(Datalog.program(TokenWorkload.programText()));
    Authorization authorization = verified.authorize(authorizer).authorization();
    if (!authorization.equals(new Authorization.Allowed(1))) {
      throw new IllegalStateException("wrong answer: " + authorization);
    }
    return authorization;
  }
}
