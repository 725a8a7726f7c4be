package dev.symphony.host.serve;

import dev.symphony.host.UserError;
import dev.symphony.host.serve.Serving.Budget;
import dev.symphony.host.session.InstalledSource;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.Usage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An extension that stays: its program is evaluated once, and {@code run} is called as often as
 * somebody asks. A new version is loaded beside the one that serves, checked with the function
 * {@code health} if it exports one, and takes over without a dropped call. When the version that
 * serves exports {@code exportState}, its result goes to {@code importState} of the new one while
 * new calls wait. A version that fails too many of its first calls gives way to the one before it.
 */
public final class ServedExtension implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** So often that what a call needs has been used, and is warm, before the first call comes. */
  private static final int HEALTH_CHECKS = 5;

  private static final String NO_SUCH_FUNCTION = "guest-entry-missing";

  private static final GuestOutcome NO_STATE =
      new GuestOutcome.Failed(
          new GuestError(NO_SUCH_FUNCTION, "a version that is only started again has no state"),
          Usage.NONE);

  private final Session session;
  private final Function<InstalledSource, Map<String, Path>> directories;
  private final Consumer<InstalledSource> inForce;
  private final Map<Activation, InstalledSource> sources = new ConcurrentHashMap<>();
  private final Serving serving;

  /** What came of an update. */
  public enum Update {
    /** The new version serves. */
    DONE,
    /** The new version could not be started, failed its health check, or refused the state. */
    UNHEALTHY,
    /** The version that serves was not quiet in time to hand its state over. */
    BUSY
  }

  private ServedExtension(
      Session session,
      Function<InstalledSource, Map<String, Path>> directories,
      Consumer<InstalledSource> inForce,
      InstalledSource first)
      throws UserError, GuestStartException {
    this.session = session;
    this.directories = directories;
    this.inForce = inForce;
    this.serving =
        new Serving(
            session.extensions().activate(first, directories.apply(first)),
            PATIENCE,
            new Changes(),
            session.clock(),
            session.audit());
    sources.put(serving.current(), first);
  }

  /**
   * Loads an extension, and serves it.
   *
   * @param directories for each version, by name of a capability, the directory that it is rooted
   *     at
   * @param inForce is told of each version that takes over, for the record
   * @throws UserError {@code extension-failed} when its program can't be evaluated, or what it asks
   *     for it can't have
   */
  public static ServedExtension open(
      Session session,
      InstalledSource first,
      Function<InstalledSource, Map<String, Path>> directories,
      Consumer<InstalledSource> inForce)
      throws UserError {
    try {
      ServedExtension served = new ServedExtension(session, directories, inForce, first);
      GuestOutcome evaluated = outcome(served.serving.current(), new GuestInvocation.Evaluate());
      if (!(evaluated instanceof GuestOutcome.Completed)) {
        served.close();
        throw new UserError("extension-failed", "it can't be loaded: " + evaluated);
      }
      return served;
    } catch (GuestStartException e) {
      throw new UserError(e.error().code(), e.error().message(), e);
    }
  }

  /** The version that new calls go to. */
  public InstalledSource version() {
    InstalledSource source = sources.get(serving.current());
    if (source == null) {
      throw new IllegalStateException("a version that serves is always known");
    }
    return source;
  }

  /** Calls {@code run}. */
  public CompletableFuture<GuestOutcome> call(@Nullable Object input) {
    Activation target = serving.current();
    return serving
        .invoke(new GuestInvocation.Call("run", Collections.singletonList(input)))
        .outcome()
        .whenComplete((outcome, fault) -> revive(target, outcome));
  }

  /** A guest that was stopped is no more: a fresh one of the same version takes its place. */
  private void revive(Activation stopped, GuestOutcome outcome) {
    boolean ended =
        outcome instanceof GuestOutcome.LimitHit || outcome instanceof GuestOutcome.HostFault;
    InstalledSource source = sources.get(stopped);
    if (ended && source != null && serving.current() == stopped) {
      Thread.startVirtualThread(() -> {
        synchronized (this) {
          if (serving.current() == stopped) {
            update(source, Budget.NONE);
          }
        }
      });
    }
  }

  /** Puts {@code next} in the place of the version that serves. */
  public synchronized Update update(InstalledSource next) {
    Update update = update(next, Budget.USUAL);
    if (update == Update.DONE) {
      inForce.accept(next);
    }
    return update;
  }

  /** Whether the version that serves is on trial, and the one before it is kept ready. */
  public boolean onTrial() {
    return serving.onTrial();
  }

  /** The process that the version that serves runs in, when it is not this one. */
  public OptionalLong process() {
    return serving.current().process();
  }

  private Update update(InstalledSource next, Budget budget) {
    try {
      Activation loaded = session.extensions().activate(next, directories.apply(next));
      sources.put(loaded, next);
      Update update = isHealthy(loaded) ? takeOver(loaded, budget) : Update.UNHEALTHY;
      if (update != Update.DONE) {
        loaded.close();
        ended(loaded);
      }
      return update;
    } catch (GuestStartException | UserError e) {
      session.report(e);
      if (!sources.containsValue(next)) {
        session.extensions().forget(next);
      }
      return Update.UNHEALTHY;
    }
  }

  private static boolean isHealthy(Activation loaded) {
    if (!(outcome(loaded, new GuestInvocation.Evaluate()) instanceof GuestOutcome.Completed)) {
      return false;
    }
    GuestOutcome first = hook(loaded, Hook.HEALTH, List.of());
    return isMissing(first)
        || (isFine(first)
            && IntStream.range(1, HEALTH_CHECKS)
                .allMatch(check -> isFine(hook(loaded, Hook.HEALTH, List.of()))));
  }

  private Update takeOver(Activation next, Budget budget) {
    GuestOutcome state =
        budget.equals(Budget.NONE)
            ? NO_STATE
            : hook(serving.current(), Hook.EXPORT_STATE, List.of());
    if (isMissing(state)) {
      serving.replace(next, budget);
      return Update.DONE;
    }
    return rehearsed(state, next)
        ? switch (serving.replace(next, budget, ServedExtension::handOver)) {
          case DONE -> Update.DONE;
          case BUSY -> Update.BUSY;
          case REFUSED -> Update.UNHEALTHY;
        }
        : Update.UNHEALTHY;
  }

  /**
   * Hands the state over once while calls still go to the old version: what can go wrong goes wrong
   * here, and both sides are warm when calls have to wait for the hand-over that counts.
   */
  private static boolean rehearsed(GuestOutcome state, Activation next) {
    return state instanceof GuestOutcome.Completed exported
        && isFine(hook(next, Hook.IMPORT_STATE, Collections.singletonList(exported.value())));
  }

  private static boolean handOver(Activation from, Activation to) {
    return hook(from, Hook.EXPORT_STATE, List.of()) instanceof GuestOutcome.Completed state
        && isFine(hook(to, Hook.IMPORT_STATE, Collections.singletonList(state.value())));
  }

  private static GuestOutcome hook(
      Activation activation, Hook hook, List<@Nullable Object> arguments) {
    Language language = activation.extension().descriptor().program().language();
    return outcome(activation, new GuestInvocation.Call(hook.in(language), arguments));
  }

  /** A function that an extension may export for being replaced. */
  private enum Hook {
    HEALTH("health", "health"),
    EXPORT_STATE("exportState", "export_state"),
    IMPORT_STATE("importState", "import_state");

    private final String javaScript;
    private final String python;

    Hook(String javaScript, String python) {
      this.javaScript = javaScript;
      this.python = python;
    }

    String in(Language language) {
      return switch (language) {
        case JAVASCRIPT -> javaScript;
        case PYTHON -> python;
      };
    }
  }

  private static boolean isFine(GuestOutcome outcome) {
    return outcome instanceof GuestOutcome.Completed completed
        ? !Boolean.FALSE.equals(completed.value())
        : isMissing(outcome);
  }

  private static boolean isMissing(GuestOutcome outcome) {
    return outcome instanceof GuestOutcome.Failed failed
        && failed.error().code().equals(NO_SUCH_FUNCTION);
  }

  private static GuestOutcome outcome(Activation activation, GuestInvocation invocation) {
    return activation
        .invoke(invocation, activation.extension().descriptor().limits())
        .outcome()
        .join();
  }

  /** Forgets a version of which nothing runs any more. */
  private synchronized void ended(Activation activation) {
    InstalledSource source = sources.remove(activation);
    if (source != null && !sources.containsValue(source)) {
      session.extensions().forget(source);
    }
  }

  /** What becomes of the versions that served. */
  private final class Changes implements Serving.Listener {
    @Override
    public void rolledBack(Activation before) {
      InstalledSource source = sources.get(before);
      if (source != null) {
        inForce.accept(source);
      }
    }

    @Override
    public void ended(Activation activation) {
      ServedExtension.this.ended(activation);
    }
  }

  @Override
  public void close() {
    serving.close();
  }
}
