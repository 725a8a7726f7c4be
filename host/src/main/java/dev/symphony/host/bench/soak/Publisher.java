package dev.symphony.host.bench.soak;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * A publisher with one honest guest, which has to give the right answer every time, and hostile
 * ones, which come and have to be stopped. An answer may be lost when its worker dies; the next one
 * may not be.
 */
final class Publisher {
  private static final long HEAP = 64L << 20;
  private static final GuestLimits ROOMY =
      new GuestLimits(Duration.ofSeconds(60), Duration.ofSeconds(120), HEAP, 256L << 10);
  private static final GuestLimits TIGHT =
      ROOMY
          .withCpu(Duration.ofMillis(200))
          .withWall(Duration.ofSeconds(6))
          .withMessagesPerSecond(5000);
  private static final double HOSTILE_PART = 0.05;
  private static final int MODULUS = 1_000_003;
  private static final int TRIES = 12;

  private final String name;
  private final Language language;
  private final Session session;
  private final SplittableRandom random;
  private final Tally tally;

  Publisher(String name, Language language, Session session, long seed, Tally tally) {
    this.name = name;
    this.language = language;
    this.session = session;
    this.random = new SplittableRandom(seed);
    this.tally = tally;
  }

  /** Works until it is told to stop. */
  void work(BooleanSupplier enough) {
    List<Hostile> hostile = Hostile.in(language);
    try (Activation honest = honest()) {
      while (!enough.getAsBoolean()) {
        if (random.nextDouble() < HOSTILE_PART) {
          attack(hostile.get(random.nextInt(hostile.size())));
        } else {
          ask(honest);
        }
      }
    } catch (UserError | LifecycleException | GuestStartException | RuntimeException e) {
      tally.complain(name + " can't go on: " + e);
    }
  }

  /** Its honest guest; a worker that is killed while it starts is replaced. */
  private Activation honest() throws UserError, LifecycleException, GuestStartException {
    for (int i = 1; ; i++) {
      try {
        return activate("honest", honest(language));
      } catch (GuestStartException e) {
        tally.lost.incrementAndGet();
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private void ask(Activation honest) {
    int rounds = 1 + random.nextInt(2000);
    for (int i = 1; ; i++) {
      GuestOutcome outcome = run(honest, (long) rounds, ROOMY);
      if (outcome instanceof GuestOutcome.Completed(Object value, var _)) {
        tally.answers.incrementAndGet();
        if (!List.of(sum(rounds), (long) rounds).equals(value)) {
          tally.complain(name + " answers " + value + " for " + rounds);
        }
        return;
      }
      tally.lost.incrementAndGet();
      if (!(outcome instanceof GuestOutcome.HostFault) || i == TRIES) {
        tally.complain(name + " does not answer: " + outcome);
        return;
      }
    }
  }

  private void attack(Hostile hostile) throws UserError, LifecycleException {
    Activation activation;
    try {
      activation = activate(hostile.name(), hostile.text());
    } catch (GuestStartException e) {
      tally.lost.incrementAndGet();
      return;
    }
    try (activation) {
      switch (run(activation, 0L, TIGHT)) {
        case GuestOutcome.Completed c ->
            tally.complain(name + "'s " + hostile.name() + " was not stopped: " + c);
        case GuestOutcome.HostFault f -> tally.lost.incrementAndGet();
        default -> tally.stopped.incrementAndGet();
      }
    } finally {
      session.kernel().extensions().remove(activation.extension());
    }
  }

  private static GuestOutcome run(Activation activation, Object input, GuestLimits limits) {
    return activation
        .invoke(new GuestInvocation.Call("run", List.of(input)), limits)
        .outcome()
        .join();
  }

  private Activation activate(String extensionName, String text)
      throws UserError, LifecycleException, GuestStartException {
    String file = language == Language.PYTHON ? "main.py" : "main.mjs";
    GuestProgram program =
        new GuestProgram(language, GuestProgram.Form.MODULE, file, Map.of(file, Bytes.utf8(text)));
    ExtensionId id = new ExtensionId(name, extensionName, "1.0.0");
    Extension extension =
        session.kernel().extensions().install(new ExtensionDescriptor(id, program, ROOMY));
    Right right = Right.to("kv", "get", "put").on("own/**");
    List<Endowment> endowments = new ArrayList<>();
    endowments.add(
        Endowment.of(session.objects().grant(right, ObjectScope.of(id, Optional.empty()))));
    try {
      return session.kernel().extensions().activate(extension, endowments, (stream, words) -> {});
    } catch (GuestStartException e) {
      session.kernel().extensions().remove(extension);
      throw e;
    }
  }

  private static String honest(Language language) {
    return switch (language) {
      case JAVASCRIPT ->
          """
          export default async function run(n, caps) {
            await caps.kv.put('own/n', n);
            let h = 7;
            for (let i = 0; i < n; i++) h = (h * 31 + i) % 1000003;
            return [h, await caps.kv.get('own/n')];
          }
          """;
      case PYTHON ->
          """
          def run(n, caps):
            caps.kv.put('own/n', n)
            h = 7
            for i in range(n):
              h = (h * 31 + i) % 1000003
            return [h, caps.kv.get('own/n')]
          """;
    };
  }

  private static long sum(int rounds) {
    long h = 7;
    for (int i = 0; i < rounds; i++) {
      h = (h * 31 + i) % MODULUS;
    }
    return h;
  }
}
