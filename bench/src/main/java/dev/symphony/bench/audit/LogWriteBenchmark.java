package dev.symphony.bench.audit;

import dev.symphony.audit.AuditLog;
import dev.symphony.audit.AuditLogException;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Recording calls until all of them are on the disk, in signed batches and in tiles. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
public class LogWriteBenchmark {
  private static final int RECORDS = 500_000;

  private LogWorkload workload = workload();

  private static LogWorkload workload() {
    try {
      return new LogWorkload();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins a new log. */
  @Setup(Level.Iteration)
  public void begin() {
    workload = workload();
  }

  /** Takes the log away. */
  @TearDown(Level.Iteration)
  public void delete() throws IOException {
    workload.delete();
  }

  /** Time per record; a second holds its reciprocal. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @OperationsPerInvocation(RECORDS)
  @Warmup(iterations = 3)
  @Measurement(iterations = 5)
  public void record() throws AuditLogException {
    workload.write(RECORDS);
  }

  /** A log that stays open. */
  @State(Scope.Benchmark)
  public static class OpenLog {
    private LogWorkload place = workload();
    private AuditLog log = open(place);
    private long number;

    private static AuditLog open(LogWorkload place) {
      try {
        return place.open();
      } catch (AuditLogException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Ends it. */
    @TearDown(Level.Trial)
    public void close() throws AuditLogException, IOException {
      log.close();
      place.delete();
    }
  }

  /** One record alone, until it is on the disk. */
  @Benchmark
  @BenchmarkMode(Mode.SampleTime)
  @Warmup(iterations = 2, time = 2)
  @Measurement(iterations = 3, time = 3)
  public void acknowledge(OpenLog open) throws AuditLogException {
    open.log.record(open.place.call(open.number++));
    open.log.awaitDurable();
  }
}
