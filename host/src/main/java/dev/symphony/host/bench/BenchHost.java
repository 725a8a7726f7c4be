package dev.symphony.host.bench;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.SystemClock;
import dev.symphony.host.session.Isolation;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import dev.symphony.sandbox.process.JailedWorkerLauncher;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import dev.symphony.sandbox.process.RuntimeSettings;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A kernel with one service, the counter, and the runtime that guests are measured in. Every call
 * of a guest goes through a granted capability and the gate, as in a session.
 */
final class BenchHost implements AutoCloseable {
  /** Limits that nobody reaches who works honestly. */
  static final GuestLimits AMPLE =
      new GuestLimits(
          Duration.ofMinutes(10), Duration.ofMinutes(10), 256L << 20, 64L << 20, 100_000_000L);

  private static final Duration REST = Duration.ofMillis(200);

  /** A process at rest uses no more than one part in so many of a processor. */
  private static final int AT_REST = 10;

  private final Counter.Counting counter = new Counter.Counting();
  private final ServiceDeclaration declaration = ServiceDeclaration.of(Counter.class);
  private final Kernel kernel;

  private final GuestRuntime runtime;

  private BenchHost(GuestRuntime runtime) {
    this.runtime = runtime;
    this.kernel =
        new Kernel(
            new SystemClock(),
            event -> {},
            new ServiceCatalog(List.of(declaration)),
            runtime,
            fault -> {
              throw new BenchFailure("a service failed", fault);
            });
  }

  static BenchHost open(Isolation isolation, RuntimeImage image) {
    return new BenchHost(
        switch (isolation) {
          case CONTEXT -> new ContextGuestRuntime();
          case PROCESS -> workers(image, RuntimeSettings.DEFAULT);
        });
  }

  /** One whose workers rest after a moment; see {@link #awaitRest}. */
  static BenchHost restingSoon(RuntimeImage image, Duration restAfter) {
    RuntimeSettings usual = RuntimeSettings.DEFAULT;
    return new BenchHost(
        workers(
            image,
            new RuntimeSettings(
                usual.startTimeout(),
                usual.keepWarm(),
                restAfter,
                usual.graceAlone(),
                usual.graceShared())));
  }

  private static GuestRuntime workers(RuntimeImage image, RuntimeSettings settings) {
    try {
      return ProcessGuestRuntime.open(
          new JailedWorkerLauncher(
              image, WorkerTempo.THROUGHPUT, IsolationLabel.PROCESS, text -> {}),
          settings,
          text -> {});
    } catch (IOException e) {
      throw new BenchFailure("no worker can be had", e);
    }
  }

  /** Keeps one worker ready from now on, where there are workers. */
  void keepReady(Language language) {
    if (runtime instanceof ProcessGuestRuntime workers) {
      workers.keepReady(language, AMPLE.heapBytes(), 1);
    }
  }

  /** Waits until that worker is ready, and has come to rest. */
  void awaitReady(Language language) {
    while (runtime instanceof ProcessGuestRuntime workers
        && workers.ready(language, AMPLE.heapBytes()) == 0) {
      LockSupport.parkNanos(REST.toNanos());
    }
    awaitNothingRuns();
  }

  /**
   * Waits until its workers have given back what they do not need, as all do after a while.
   *
   * @param restAfter when they begin to
   */
  void awaitRest(Duration restAfter) {
    LockSupport.parkNanos(restAfter.multipliedBy(3).toNanos());
    awaitNothingRuns();
  }

  /** Waits until none of its workers does anything to speak of. */
  static void awaitNothingRuns() {
    Duration before = Duration.ofDays(-1);
    for (Duration used = OwnProcesses.processorTime();
        used.minus(before).compareTo(REST.dividedBy(AT_REST)) > 0;
        used = OwnProcesses.processorTime()) {
      before = used;
      LockSupport.parkNanos(REST.toNanos());
    }
  }

  Counter.Counting counter() {
    return counter;
  }

  /** Installs a program under the name of a publisher; guests of one publisher share a worker. */
  Extension install(String publisher, GuestProgram program, GuestLimits limits) {
    try {
      ExtensionId id = new ExtensionId(publisher, "work", "1.0.0");
      return kernel.extensions().install(new ExtensionDescriptor(id, program, limits));
    } catch (LifecycleException e) {
      throw new BenchFailure("the guest cannot be installed", e);
    }
  }

  /** A new sandbox with the counter in its hands; its program is evaluated by its first call. */
  BenchSandbox sandbox(Extension extension) {
    Grant grant =
        kernel
            .grants()
            .mintRoot(
                new Holder("host"),
                Right.to("counter", "next", "later"),
                ServiceObject.bind(declaration, counter),
                AuditDetail.COUNTED);
    try {
      return new BenchSandbox(
          kernel
              .extensions()
              .activate(extension, List.of(Endowment.of(grant)), (stream, text) -> {}),
          extension.descriptor().limits());
    } catch (LifecycleException | GuestStartException e) {
      throw new BenchFailure("no sandbox can be had", e);
    }
  }

  BenchSandbox sandbox(String publisher, GuestProgram program) {
    return sandbox(install(publisher, program, AMPLE));
  }

  @Override
  public void close() {
    kernel.close();
  }
}
