package dev.symphony.bench.call;

import dev.symphony.bench.StoppedClock;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.gate.Answer;
import dev.symphony.kernel.gate.CapabilityTable;
import dev.symphony.kernel.gate.Gate;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.GrantTree;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The gate alone, called from Java: the check of a handle, and a whole call. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class GateBenchmark {
  private final KernelClock clock = new StoppedClock();
  private final GrantTree tree = new GrantTree(clock, event -> {});
  private final Gate gate = new Gate(clock, event -> {}, fault -> {});
  private final CapabilityTable table = new CapabilityTable(new Holder("bench"));
  private final Grant grant =
      tree.mintRoot(
          table.holder(),
          Right.to("counter", "next"),
          ServiceObject.bind(ServiceDeclaration.of(Counter.class), new Counter.Counting()),
          AuditDetail.COUNTED);
  private final long handle = table.insert(grant);
  private final @Nullable Object[] none = new Object[0];
  private long i;

  /** Handle to grant to decision. */
  @Benchmark
  public Object check() {
    return gate.call(table, handle, 1, none);
  }

  /** A whole call: check, count, run, answer. */
  @Benchmark
  public Answer call() {
    return gate.call(table, handle, 0, new Object[] {i++ & 0x7fff});
  }
}
