package dev.symphony.host.author.testing;

import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.guest.GuestConsole;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Usage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tests of one file, run one after the other in one guest. A guest that a test broke (it ran
 * into a limit, or the worker died) is replaced by a new one for the tests after it.
 */
public final class TestRun {
  private final TestBench bench;
  private final String file;
  private final Consumer<TestResult> listener;
  private final Printed printed = new Printed();
  private final List<TestResult> results = new ArrayList<>();

  private TestRun(TestBench bench, String file, Consumer<TestResult> listener) {
    this.bench = bench;
    this.file = file;
    this.listener = listener;
  }

  /** Runs the tests in {@code file}; {@code listener} hears of each as it ends. */
  public static List<TestResult> of(TestBench bench, String file, Consumer<TestResult> listener) {
    TestRun run = new TestRun(bench, file, listener);
    run.run();
    return List.copyOf(run.results);
  }

  private void run() {
    int next = 0;
    int known = 1;
    while (next < known) {
      try (Activation guest = bench.activate(printed)) {
        GuestOutcome loaded = load(guest);
        if (!(loaded instanceof GuestOutcome.Completed completed)) {
          report("(loading)", loaded);
          return;
        }
        List<String> names = names(completed.value());
        known = names.size();
        next = runFrom(next, names, guest);
      } catch (GuestStartException e) {
        report("(loading)", new GuestOutcome.HostFault(e.error(), Usage.NONE));
        return;
      } catch (LifecycleException e) {
        throw new IllegalStateException("nobody drains a bench", e);
      }
    }
  }

  private GuestOutcome load(Activation guest) {
    GuestOutcome evaluated =
        guest.invoke(new GuestInvocation.Evaluate(), bench.limitsOfLoading()).outcome().join();
    return evaluated instanceof GuestOutcome.Completed
        ? call(guest, "load", file, bench.limitsOfLoading())
        : evaluated;
  }

  private static GuestOutcome call(
      Activation guest, String function, Object argument, GuestLimits limits) {
    return guest
        .invoke(new GuestInvocation.Call(function, Collections.singletonList(argument)), limits)
        .outcome()
        .join();
  }

  private static List<String> names(@Nullable Object loaded) {
    return loaded instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  /** Runs tests until the end, or until one breaks the guest; the next one's number comes back. */
  private int runFrom(int first, List<String> names, Activation guest) {
    for (int i = first; i < names.size(); i++) {
      GuestOutcome outcome = call(guest, "one", (long) i, bench.limitsOfOneTest());
      report(names.get(i), outcome);
      if (isEndOf(outcome)) {
        return i + 1;
      }
    }
    return names.size();
  }

  private static boolean isEndOf(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Completed c -> false;
      case GuestOutcome.Failed f -> false;
      case GuestOutcome.Denied d -> false;
      case GuestOutcome.LimitHit l -> true;
      case GuestOutcome.Cancelled c -> true;
      case GuestOutcome.HostFault h -> true;
    };
  }

  private void report(String name, GuestOutcome outcome) {
    TestResult result =
        new TestResult(file, name, verdict(outcome), outcome.usage().wall(), printed.take());
    results.add(result);
    listener.accept(result);
  }

  private static TestResult.Verdict verdict(GuestOutcome outcome) {
    return switch (outcome) {
      case GuestOutcome.Completed c -> completed(c.value());
      case GuestOutcome.Failed f -> broken(f.error());
      case GuestOutcome.Denied d -> broken(d.error());
      case GuestOutcome.HostFault h -> broken(h.error());
      case GuestOutcome.LimitHit l ->
          broken(new GuestError(l.limit().code(), "stopped at the limit '" + l.limit().id() + "'"));
      case GuestOutcome.Cancelled c -> broken(new GuestError("cancelled", "it was cancelled"));
    };
  }

  private static TestResult.Verdict completed(@Nullable Object value) {
    return value instanceof Map<?, ?> map && map.get("skipped") instanceof String reason
        ? new TestResult.Verdict.Skipped(reason)
        : new TestResult.Verdict.Passed();
  }

  private static TestResult.Verdict broken(GuestError error) {
    return new TestResult.Verdict.Broken(
        new GuestError(error.code(), TestProgram.withoutHarness(error.message())));
  }

  /** What the guest printed since somebody last asked. */
  private static final class Printed implements GuestConsole {
    private final StringBuilder text = new StringBuilder();

    @Override
    public synchronized void print(Stream stream, String piece) {
      text.append(piece);
    }

    synchronized String take() {
      String all = text.toString();
      text.setLength(0);
      return all;
    }
  }
}
