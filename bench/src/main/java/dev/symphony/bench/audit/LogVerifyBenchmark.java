package dev.symphony.bench.audit;

import dev.symphony.audit.AuditLogException;
import dev.symphony.audit.note.VerifiedCheckpoint;
import dev.symphony.audit.verify.LogProof;
import dev.symphony.audit.verify.LogVerification;
import dev.symphony.audit.verify.LogVerifier;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Verifying a whole log from its files and its public key, and making proofs from it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class LogVerifyBenchmark {
  /** How many records the log has. */
  @Param("1000000")
  int records;

  private LogWorkload workload = workload();

  private static LogWorkload workload() {
    try {
      return new LogWorkload();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Fills the log, and says how long proofs are. */
  @Setup(Level.Trial)
  public void fill() throws AuditLogException {
    workload.write(records);
    System.out.println("hashes in a proof of inclusion: " + prove());
  }

  /** Takes the log away. */
  @TearDown(Level.Trial)
  public void delete() throws IOException {
    workload.delete();
  }

  private VerifiedCheckpoint state() {
    LogVerification verification =
        new LogVerifier(workload.directory(), workload.key().verifier()).verify();
    if (!verification.isSound()) {
      throw new IllegalStateException(verification.findings().toString());
    }
    return verification.checkpoint().orElseThrow();
  }

  /** Every entry, tile and root. */
  @Benchmark
  public long verify() {
    return state().size();
  }

  private int prove() throws AuditLogException {
    return LogProof.ofEntry(workload.directory(), state(), records / 3).length();
  }
}
