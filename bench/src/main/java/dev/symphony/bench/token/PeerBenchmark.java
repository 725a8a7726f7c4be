package dev.symphony.bench.token;

import dev.symphony.capabilities.key.SecretKeyAccess;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.biscuitsec.biscuit.crypto.KeyPair;
import org.biscuitsec.biscuit.datalog.RunLimits;
import org.biscuitsec.biscuit.token.Authorizer;
import org.biscuitsec.biscuit.token.Biscuit;
import org.biscuitsec.biscuit.token.builder.Block;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Workload W7 with biscuit-java, with tokens of its own making. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class PeerBenchmark {
  private final KeyPair root =
      new KeyPair(TokenWorkload.root().secret(SecretKeyAccess.insecure()).toHex());

  private Optional<Biscuit> one = Optional.empty();
  private byte[] oneBlock = new byte[0];
  private byte[] twoBlocks = new byte[0];
  private byte[] threeBlocks = new byte[0];

  @Setup
  public void tokens() throws Exception {
    one = Optional.of(build());
    Biscuit two = attenuate();
    oneBlock = one.orElseThrow().serialize();
    twoBlocks = two.serialize();
    threeBlocks = two.attenuate(new Block().add_check(TokenWorkload.ATTENUATION)).serialize();
  }

  @Benchmark
  public final Biscuit build() throws Exception {
    var builder = Biscuit.builder(root);
    for (String fact : TokenWorkload.AUTHORITY) {
      builder.add_authority_fact(fact);
    }
    return builder.add_authority_check(TokenWorkload.AUTHORITY_CHECK).build();
  }

  @Benchmark
  public final Biscuit attenuate() throws Exception {
    return one.orElseThrow().attenuate(new Block().add_check(TokenWorkload.ATTENUATION));
  }

  @Benchmark
  public Biscuit verifyOneBlock() throws Exception {
    return Biscuit.from_bytes(oneBlock, root.public_key());
  }

  @Benchmark
  public Biscuit verifyTwoBlocks() throws Exception {
    return Biscuit.from_bytes(twoBlocks, root.public_key());
  }

  @Benchmark
  public Biscuit verifyThreeBlocks() throws Exception {
    return Biscuit.from_bytes(threeBlocks, root.public_key());
  }

  @Benchmark
  public long authorize() throws Exception {
    Authorizer authorizer = one.orElseThrow().authorizer();
    for (String fact : TokenWorkload.REQUEST) {
      authorizer.add_fact(fact);
    }
    for (String policy : TokenWorkload.POLICIES) {
      authorizer.add_policy(policy);
    }
    return authorizer.authorize(new RunLimits(1000, 100, java.time.Duration.ofSeconds(10)));
  }
}
