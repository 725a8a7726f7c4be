package dev.symphony.policy.rehearsal;

import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.KernelClock;
import dev.symphony.kernel.audit.AuditEvent;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.policy.world.Held;
import dev.symphony.policy.world.Member;
import dev.symphony.policy.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A kernel on which scripts are played: the grants, the gate and the lifecycle are the real ones,
 * the guests are those of the given runtime, and the services are {@link StageProperties}.
 */
public final class Rehearsal implements AutoCloseable {
  private static final int MAX_DEPTH = 8;
  private static final Holder HOST = new Holder("host");

  private final World world;
  private final Kernel kernel;
  private final StageProperties properties;
  private final Map<String, Extension> installed = new HashMap<>();
  private final Map<String, List<Endowment>> endowments = new HashMap<>();
  private final List<String> refusals = Collections.synchronizedList(new ArrayList<>());
  private int depth;

  private Rehearsal(World world, ServiceCatalog catalog, GuestRuntime runtime, Instant at) {
    this.world = world;
    this.properties = new StageProperties(this::invoke);
    this.kernel = new Kernel(new StoppedClock(at), this::record, catalog, runtime, this::fault);
  }

  /** What came of a script. */
  public sealed interface Outcome {
    /** The call at the end came through as foretold. */
    record Reproduced() implements Outcome {}

    /** It did not; why, in words. */
    record Failed(String why) implements Outcome {}
  }

  /** One moment on the calendar, in which there is time enough for every rate to recover. */
  private static final class StoppedClock implements KernelClock {
    private static final long HOUR = 3_600_000_000_000L;

    private final Instant at;
    private final AtomicLong nanos = new AtomicLong();

    StoppedClock(Instant at) {
      this.at = at;
    }

    @Override
    public long epochMillis() {
      return at.toEpochMilli();
    }

    @Override
    public long monotonicNanos() {
      return nanos.addAndGet(HOUR);
    }
  }

  /**
   * Plays a script in a world, on a kernel of its own over {@code runtime}, which is closed with
   * it.
   */
  public static Outcome play(
      Script script, World world, ServiceCatalog catalog, GuestRuntime runtime) {
    try (Rehearsal rehearsal = new Rehearsal(world, catalog, runtime, script.at())) {
      return rehearsal.play(script);
    }
  }

  private Outcome play(Script script) {
    Object result = null;
    String stopped = "";
    for (Script.Scene scene : script.scenes()) {
      Object data = scene.input() == Script.Input.RESULT ? result : null;
      GuestOutcome outcome = started(scene.member(), ScriptText.input(scene.acts(), data));
      if (!(outcome instanceof GuestOutcome.Completed(Object value, var _))) {
        stopped = "; " + scene.member() + " ended as " + outcome.id() + why(outcome) + refused();
        break;
      }
      result = value;
    }
    Script.Goal goal = script.goal();
    long times = properties.played().stream().filter(call -> meets(call, goal)).count();
    return times >= goal.times()
        ? new Outcome.Reproduced()
        : new Outcome.Failed(
            goal.member() + " came through with the last call " + times + " times" + stopped);
  }

  private static String why(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Failed f -> ": " + f.error().code() + " " + f.error().message();
      case GuestOutcome.Denied d -> ": " + d.error().code() + " " + d.error().message();
      case GuestOutcome.HostFault h -> ": " + h.error().code() + " " + h.error().message();
      default -> "";
    };
  }

  private String refused() {
    return refusals.isEmpty() ? "" : " (the gate: " + String.join("; ", refusals) + ")";
  }

  private static boolean meets(StageProperties.Played call, Script.Goal goal) {
    return call.member().equals(goal.member())
        && call.service().equals(goal.service())
        && call.operation().equals(goal.operation())
        && (goal.cargo() == Script.Cargo.ANYTHING || call.carriesSecret());
  }

  private @Nullable Object invoke(String callee, @Nullable Object input) {
    if (depth >= MAX_DEPTH) {
      throw new ServiceFailure("extension-depth", "the chain of calls is too long");
    }
    GuestOutcome outcome = run(callee, input);
    if (outcome instanceof GuestOutcome.Completed(Object value, var _)) {
      return value;
    }
    throw new ServiceFailure(
        "extension-failed", callee + " ended as " + outcome.id() + why(outcome));
  }

  /** The outcome also when nothing could be started. */
  private GuestOutcome started(String name, @Nullable Object input) {
    try {
      return run(name, input);
    } catch (ServiceFailure e) {
      return new GuestOutcome.HostFault(new GuestError(e.code(), e.text()), Usage.NONE);
    }
  }

  private GuestOutcome run(String name, @Nullable Object input) {
    depth++;
    try (Activation activation =
        kernel.extensions().activate(extension(name), endowments(name), (stream, text) -> {})) {
      GuestOutcome evaluated =
          activation.invoke(new GuestInvocation.Evaluate(), Actor.LIMITS).outcome().join();
      return evaluated instanceof GuestOutcome.Completed
          ? activation
              .invoke(
                  new GuestInvocation.Call(Actor.FUNCTION, Collections.singletonList(input)),
                  Actor.LIMITS)
              .outcome()
              .join()
          : evaluated;
    } catch (LifecycleException | GuestStartException e) {
      throw new ServiceFailure("extension-failed", name + " does not start: " + e.getMessage());
    } finally {
      depth--;
    }
  }

  private synchronized Extension extension(String name) throws LifecycleException {
    Extension known = installed.get(name);
    if (known == null) {
      Member member =
          world
              .find(name)
              .orElseThrow(
                  () -> new ServiceFailure("extension-unknown", "there is no extension " + name));
      String shortName = name.substring(member.publisher().length() + 1);
      known =
          kernel
              .extensions()
              .install(
                  new ExtensionDescriptor(
                      new ExtensionId(member.publisher(), shortName, "0.0.0"),
                      Actor.program(),
                      Actor.LIMITS));
      installed.put(name, known);
    }
    return known;
  }

  /** The grants are made once, so that quotas count over all activations. */
  private synchronized List<Endowment> endowments(String name) {
    return endowments.computeIfAbsent(name, n -> makeEndowments(world.find(n).orElseThrow()));
  }

  private List<Endowment> makeEndowments(Member member) {
    List<Endowment> made = new ArrayList<>();
    for (int i = 0; i < member.held().size(); i++) {
      Held held = member.held().get(i);
      Optional<Grant> grant = grant(member.name(), held);
      if (grant.isPresent()) {
        made.add(new Endowment(ScriptText.binding(i), grant.get(), grant.get().right()));
      }
    }
    return made;
  }

  private Optional<Grant> grant(String member, Held held) {
    Optional<ServiceDeclaration> service = kernel.catalog().find(held.service());
    if (service.isEmpty()) {
      return Optional.empty();
    }
    Grant grant =
        kernel
            .grants()
            .mintRoot(
                HOST,
                held.chain().getFirst(),
                properties.object(service.get(), member),
                AuditDetail.EACH_CALL);
    for (Right right : held.chain().subList(1, held.chain().size())) {
      grant = kernel.grants().derive(grant, HOST, right).orElseThrow();
    }
    return Optional.of(grant);
  }

  private void record(AuditEvent event) {
    if (event instanceof AuditEvent.Refused refused) {
      refusals.add(refused.reason().code() + " for " + refused.grant());
    }
  }

  private void fault(Throwable fault) {
    refusals.add("fault: " + fault);
  }

  @Override
  public void close() {
    kernel.close();
  }
}
