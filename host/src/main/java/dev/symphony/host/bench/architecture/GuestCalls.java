package dev.symphony.host.bench.architecture;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.host.bench.BenchFailure;
import dev.symphony.host.session.ObjectScope;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestLimits;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestProgram;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guest in a jailed worker that gets the same artifact again and again. */
final class GuestCalls {
  private static final ExtensionId ID = new ExtensionId("bench", "reader", "1.0.0");
  private static final GuestLimits LIMITS =
      new GuestLimits(Duration.ofMinutes(5), Duration.ofMinutes(5), 64L << 20, 8L << 20);
  private static final String PROGRAM =
      """
      export default async function run(input, caps) {
        let bytes = 0;
        for (let i = 0; i < input.n; i++) bytes += (await caps.artifacts.get(input.digest)).length;
        return bytes;
      }
      """;

  private final Session session;
  private final int rounds;
  private final Extension extension;

  GuestCalls(Session session, int rounds) {
    this.session = session;
    this.rounds = rounds;
    this.extension = install(session);
  }

  private static Extension install(Session session) {
    GuestProgram program =
        new GuestProgram(
            Language.JAVASCRIPT,
            GuestProgram.Form.MODULE,
            "main.mjs",
            Map.of("main.mjs", Bytes.utf8(PROGRAM)));
    try {
      return session.kernel().extensions().install(new ExtensionDescriptor(ID, program, LIMITS));
    } catch (LifecycleException e) {
      throw new BenchFailure("no guest can be had", e);
    }
  }

  /** Nanoseconds of one call, of the best and of the worst round. */
  LatencyTrial.Latency measure(int bytes, int calls) {
    String digest =
        session
            .pit()
            .ensemble()
            .store()
            .put(
                ID.publisher() + "/" + ID.name(),
                "content-" + bytes,
                "application/octet-stream",
                Bytes.ofOwnedArray(new byte[bytes]),
                List.of())
            .digest();
    try (Activation guest = activate()) {
      GuestOutcome _ = guest.invoke(new GuestInvocation.Evaluate(), LIMITS).await();
      double[] nanos = new double[rounds];
      for (int round = -2; round < rounds; round++) {
        long begin = System.nanoTime();
        GuestOutcome outcome =
            guest
                .invoke(
                    new GuestInvocation.Call(
                        "run", List.of(Map.of("n", (long) calls, "digest", digest))),
                    LIMITS)
                .await();
        double taken = (System.nanoTime() - begin) / (double) calls;
        requireAll(outcome, (long) calls * bytes);
        if (round >= 0) {
          nanos[round] = taken;
        }
      }
      Arrays.sort(nanos);
      return new LatencyTrial.Latency(nanos[rounds / 2], nanos[rounds - 1]);
    } catch (LifecycleException | GuestStartException | UserError e) {
      throw new BenchFailure("no guest can be had", e);
    }
  }

  private static void requireAll(GuestOutcome outcome, long bytes) {
    if (!(outcome instanceof GuestOutcome.Completed completed
        && completed.value() instanceof Number read
        && read.longValue() == bytes)) {
      throw new BenchFailure("the guest did not read everything: " + outcome);
    }
  }

  private Activation activate() throws LifecycleException, GuestStartException, UserError {
    return session
        .kernel()
        .extensions()
        .activate(
            extension,
            List.of(
                Endowment.of(
                    session
                        .objects()
                        .grant(
                            Right.to("artifacts", "get"), ObjectScope.of(ID, Optional.empty())))),
            (stream, text) -> {});
  }
}
