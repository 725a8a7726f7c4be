package dev.symphony.host.author.testing;

import dev.symphony.host.SystemClock;
import dev.symphony.host.UserError;
import dev.symphony.host.author.GateCrossing;
import dev.symphony.host.author.GateFeed;
import dev.symphony.host.service.Services;
import dev.symphony.host.session.GuestRuntimes;
import dev.symphony.host.session.SessionOptions;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.manifest.RequestedCapability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A kernel with real workers and a real gate, and stand-ins where the services would be: what a
 * test scripts is answered within the guest, once the gate has let the call pass. The extension has
 * the rights that its manifest asks for, whatever a policy would say.
 */
public final class TestBench implements AutoCloseable {
  private static final Holder BENCH = new Holder("test");
  private static final long HARNESS_HEAP_BYTES = 64L << 20;
  private static final Duration LOADING = Duration.ofMinutes(2);

  private final Kernel kernel;
  private final Extension extension;
  private final ExtensionSource source;
  private final List<Endowment> endowments = new ArrayList<>();
  private final Map<Grant, RequestedCapability> grants = new ConcurrentHashMap<>();
  private final GateFeed.Kept crossings;

  private TestBench(
      Kernel kernel, Extension extension, ExtensionSource source, GateFeed.Kept crossings) {
    this.kernel = kernel;
    this.extension = extension;
    this.source = source;
    this.crossings = crossings;
    for (RequestedCapability capability : source.manifest().capabilities()) {
      endowments.add(endowment(capability));
    }
  }

  /**
   * Sets up a bench for one extension.
   *
   * @param source as {@link dev.symphony.host.author.AuthoredExtension} reads it: every service
   *     that it asks for is there
   * @throws UserError when workers can't be had
   */
  public static TestBench open(SessionOptions options, ExtensionSource source, TestFiles tests)
      throws UserError {
    GateFeed.Kept crossings = new GateFeed.Kept();
    Kernel kernel =
        new Kernel(
            new SystemClock(),
            new GateFeed(crossings),
            Services.CATALOG,
            GuestRuntimes.open(options, text -> {}),
            fault -> options.notes().accept("fault: " + fault));
    boolean opened = false;
    try {
      TestBench bench = new TestBench(kernel, install(kernel, source, tests), source, crossings);
      opened = true;
      return bench;
    } finally {
      if (!opened) {
        kernel.close();
      }
    }
  }

  private static Extension install(Kernel kernel, ExtensionSource source, TestFiles tests)
      throws UserError {
    ExtensionIdentity identity = source.manifest().identity();
    GuestLimits limits = source.manifest().limits();
    try {
      return kernel
          .extensions()
          .install(
              new ExtensionDescriptor(
                  new ExtensionId(identity.publisher(), identity.name(), identity.version()),
                  TestProgram.of(source.program(), tests),
                  withHarness(limits)));
    } catch (LifecycleException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  private static GuestLimits withHarness(GuestLimits limits) {
    return limits
        .withCpu(LOADING)
        .withWall(LOADING)
        .withHeapBytes(limits.heapBytes() + HARNESS_HEAP_BYTES);
  }

  private Endowment endowment(RequestedCapability capability) {
    ServiceDeclaration service = kernel.catalog().find(capability.right().service()).orElseThrow();
    Grant root =
        kernel
            .grants()
            .mintRoot(BENCH, capability.right(), StandIn.of(service), AuditDetail.EACH_CALL);
    return new Endowment(capability.binding(), root, capability.right());
  }

  /** The limits of one test: those of the manifest, and room on the heap for the harness. */
  GuestLimits limitsOfOneTest() {
    GuestLimits limits = source.manifest().limits();
    return limits.withHeapBytes(limits.heapBytes() + HARNESS_HEAP_BYTES);
  }

  /** The limits of loading a file with tests, which takes the harness in as well. */
  GuestLimits limitsOfLoading() {
    return withHarness(source.manifest().limits());
  }

  /** A new guest with everything that the manifest asks for. */
  Activation activate(GuestConsole console) throws GuestStartException, LifecycleException {
    Activation activation = kernel.extensions().activate(extension, endowments, console);
    for (int i = 0; i < endowments.size(); i++) {
      grants.put(activation.grants().get(i), source.manifest().capabilities().get(i));
    }
    return activation;
  }

  /** How often what the manifest asks for was used, in its order. */
  public List<CapabilityUse> uses() {
    return CapabilityUse.of(
        source.manifest().capabilities(), grants, crossings.crossings(), kernel.catalog());
  }

  /** Every call that came to the gate so far. */
  public List<GateCrossing> crossings() {
    return crossings.crossings();
  }

  @Override
  public void close() {
    kernel.close();
  }
}
