package dev.symphony.sandbox.process;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.guest.CallPort;
import dev.symphony.kernel.guest.GuestInstance;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.GuestStart;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.kernel.guest.RunningInvocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Guests for tests. The runtime behind them, and so its workers, is one for the whole test run:
 * starting a Python worker takes long.
 */
final class Guests implements AutoCloseable {
  /** Enough for everything that is not meant to run into it, on a busy machine. */
  static final GuestLimits ROOMY =
      new GuestLimits(Duration.ofSeconds(60), Duration.ofSeconds(120), 96L << 20, 4L << 20);

  /** Leaves guests all the time they need to be stopped without a kill. */
  static final RuntimeSettings PATIENT =
      new RuntimeSettings(
          Duration.ofSeconds(120),
          Duration.ofSeconds(60),
          Duration.ofSeconds(5),
          Duration.ofSeconds(20),
          Duration.ofSeconds(20));

  private final ProcessGuestRuntime runtime;

  private Guests(ProcessGuestRuntime runtime) {
    this.runtime = runtime;
  }

  /** Supplies tests with the shared guests. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Guests.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(Guests.class, k -> new Guests(runtime(PATIENT)), Guests.class);
    }
  }

  static ProcessGuestRuntime runtime(RuntimeSettings settings) {
    // The quick compiler only: the workers of tests start often and live briefly.
    WorkerLauncher launcher =
        new PlainWorkerLauncher(List.of("-XX:TieredStopAtLevel=1"), Redirect.INHERIT);
    try {
      return ProcessGuestRuntime.open(launcher, settings, line -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  ProcessGuestRuntime runtime() {
    return runtime;
  }

  static GuestProgram script(Language language, String text) {
    String file = "eval." + (language == Language.PYTHON ? "py" : "js");
    return new GuestProgram(
        language, GuestProgram.Form.SCRIPT, file, Map.of(file, Bytes.utf8(text)));
  }

  static GuestProgram module(Language language, Map<String, String> files, String entry) {
    Map<String, Bytes> contents = new LinkedHashMap<>();
    files.forEach((name, text) -> contents.put(name, Bytes.utf8(text)));
    return new GuestProgram(language, GuestProgram.Form.MODULE, entry, contents);
  }

  static GuestStart order(String domain, GuestProgram program, CallPort calls, Console console) {
    return new GuestStart("test", domain, program, ROOMY, List.of(Demo.binding()), calls, console);
  }

  /** Evaluates a script in a guest of its own. */
  GuestOutcome eval(Language language, String text) {
    return eval(language, text, ROOMY, new Console());
  }

  GuestOutcome eval(Language language, String text, GuestLimits limits, Console console) {
    GuestStart order = order("shared", script(language, text), new Demo(1), console);
    return run(runtime, order, new GuestInvocation.Evaluate(), limits);
  }

  /** Calls {@code run(input, caps)} of a module in a guest of its own. */
  GuestOutcome call(GuestProgram program, Object input) {
    GuestStart order = order("shared", program, new Demo(1), new Console());
    return run(runtime, order, new GuestInvocation.Call("run", List.of(input)), ROOMY);
  }

  static GuestOutcome run(
      GuestRuntime runtime, GuestStart order, GuestInvocation invocation, GuestLimits limits) {
    try (GuestInstance guest = runtime.start(order)) {
      return outcome(guest.invoke(invocation, limits));
    } catch (GuestStartException e) {
      throw new AssertionError(e);
    }
  }

  static GuestOutcome outcome(RunningInvocation invocation) {
    return invocation.outcome().orTimeout(60, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    runtime.close();
  }
}
