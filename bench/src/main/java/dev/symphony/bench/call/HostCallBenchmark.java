package dev.symphony.bench.call;

import dev.symphony.bench.StoppedClock;
import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Workload W1 in process: a JavaScript guest calls a host function a million times through a
 * granted capability, with the gate's check inside each call. The sum is checked every round.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class HostCallBenchmark {
  private static final int CALLS = 1_000_000;
  private static final GuestLimits LIMITS =
      new GuestLimits(Duration.ofHours(1), Duration.ofHours(1), 256L << 20, 1L << 20);
  private static final String GUEST =
      """
      function hostLoop(n) {
        const f = caps.counter.next;
        let acc = 0;
        for (let i = 0; i < n; i++) acc = (acc + f(i)) | 0;
        return acc;
      }
      """;

  private final ServiceDeclaration declaration = ServiceDeclaration.of(Counter.class);
  private final Counter.Counting counter = new Counter.Counting();
  private final Kernel kernel =
      new Kernel(
          new StoppedClock(),
          event -> {},
          new ServiceCatalog(List.of(declaration)),
          new ContextGuestRuntime(),
          fault -> {
            throw new IllegalStateException(fault);
          });
  private final Activation guest = activation();

  private Activation activation() {
    GuestProgram program =
        new GuestProgram(
            Language.JAVASCRIPT,
            GuestProgram.Form.SCRIPT,
            "work.js",
            Map.of("work.js", Bytes.utf8(GUEST)));
    Grant grant =
        kernel
            .grants()
            .mintRoot(
                new Holder("host"),
                Right.to("counter", "next"),
                ServiceObject.bind(declaration, counter),
                AuditDetail.COUNTED);
    ExtensionId id = new ExtensionId("bench", "work", "1.0.0");
    try {
      return kernel
          .extensions()
          .activate(
              kernel.extensions().install(new ExtensionDescriptor(id, program, LIMITS)),
              List.of(Endowment.of(grant)),
              (stream, text) -> {});
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Evaluates the program. */
  @Setup
  public void evaluate() {
    require(guest.invoke(new GuestInvocation.Evaluate(), LIMITS).outcome().join());
  }

  /** Ends the guest. */
  @TearDown
  public void close() {
    guest.close();
    kernel.close();
  }

  /** One round; the time of a call is that of the round divided by a million. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  public @Nullable Object hostLoop() {
    int before = counter.count();
    GuestInvocation.Call call = new GuestInvocation.Call("hostLoop", List.of((long) CALLS));
    Object sum = require(guest.invoke(call, LIMITS).outcome().join());
    if (counter.count() - before != CALLS || !Long.valueOf(expected(before)).equals(sum)) {
      throw new IllegalStateException("a wrong answer: " + sum);
    }
    return sum;
  }

  private static int expected(int before) {
    int sum = 0;
    for (int i = 0; i < CALLS; i++) {
      sum += i + before + i + 1;
    }
    return sum;
  }

  private static @Nullable Object require(GuestOutcome outcome) {
    if (outcome instanceof GuestOutcome.Completed completed) {
      return completed.value();
    }
    throw new IllegalStateException("the guest did not complete: " + outcome);
  }
}
