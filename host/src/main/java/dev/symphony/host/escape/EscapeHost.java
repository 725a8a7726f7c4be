package dev.symphony.host.escape;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.host.session.Isolation;
import dev.symphony.host.session.ObjectScope;
import dev.symphony.host.session.Session;
import dev.symphony.host.session.SessionOptions;
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
import dev.symphony.kernel.guest.Usage;
import dev.symphony.sandbox.escape.Attempt;
import dev.symphony.sandbox.escape.Bait;
import dev.symphony.sandbox.escape.Corpus;
import dev.symphony.sandbox.escape.Proof;
import dev.symphony.sandbox.runtime.WorkerTempo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A real host with every wall up, for attempts of one language. Beside the publisher of the
 * attempts, whose other extension has a secret, there is a second publisher, whose one guest counts
 * how often it is called: it must never miss a number.
 */
final class EscapeHost implements AutoCloseable {
  private static final ExtensionId PROBE = new ExtensionId("attacker", "probe", "1.0.0");
  private static final ExtensionId NEIGHBOUR = new ExtensionId("attacker", "neighbour", "1.0.0");
  private static final ExtensionId BYSTANDER = new ExtensionId("bystander", "counter", "1.0.0");
  private static final long HEAP = 64L << 20;
  private static final long OUTPUT = 256L << 10;
  private static final GuestLimits ROOMY =
      new GuestLimits(Duration.ofSeconds(60), Duration.ofSeconds(90), HEAP, OUTPUT);
  private static final GuestLimits TIGHT =
      new GuestLimits(Duration.ofMillis(400), Duration.ofSeconds(8), HEAP, OUTPUT);

  private final Language language;
  private final Bait bait;
  private final Session session;
  private final Activation bystander;
  private @Nullable Activation neighbour;
  private long count;

  EscapeHost(Language language, Bait bait, Path home, Map<String, String> environment)
      throws UserError, LifecycleException, GuestStartException {
    this.language = language;
    this.bait = bait;
    this.session =
        Session.open(
            new SessionOptions(
                Optional.of(home),
                Isolation.PROCESS,
                WorkerTempo.FIRST_RESULT,
                this::hear,
                environment));
    this.bystander = activate(BYSTANDER, counter(language), List.of());
  }

  private static GuestProgram counter(Language language) {
    String text =
        switch (language) {
          case JAVASCRIPT -> "let n = 0; export default () => ++n;";
          case PYTHON -> "n = 0\ndef run(input, caps):\n  global n\n  n += 1\n  return n\n";
        };
    return Programs.module(language, text);
  }

  /** The walls around the guests. */
  String isolation() {
    return bystander.isolation().toString();
  }

  /** Makes an attempt behind all walls. */
  GuestOutcome attempt(Attempt attempt) throws UserError, LifecycleException {
    if (!attempt.proof().exhausts()) {
      stir();
    }
    GuestLimits limits = limits(attempt.proof());
    try {
      Activation activation = activate(PROBE, attempt.program(), rights());
      try (activation) {
        return run(activation, bait.input(), limits);
      } finally {
        session.kernel().extensions().remove(activation.extension());
      }
    } catch (GuestStartException e) {
      return new GuestOutcome.HostFault(e.error(), Usage.NONE);
    }
  }

  /** Time is short for whoever wants nothing else; all others have to run into other walls. */
  private static GuestLimits limits(Proof proof) {
    return switch (proof) {
      case ENDLESS, OVERFLOW -> TIGHT;
      case CLAIM, SECRET, LEAK, MARK, VISIT, EXIT, HOARD -> ROOMY;
    };
  }

  /**
   * Whether the host still works: a new guest of the attacker's publisher gets the right answer,
   * and the guest of the other publisher is the one that it was.
   */
  Optional<String> harm() throws UserError, LifecycleException {
    GuestOutcome counted = run(bystander, "", ROOMY);
    count++;
    if (!(counted instanceof GuestOutcome.Completed(Long n, var _) && n == count)) {
      return Optional.of("the bystander answers " + counted + " instead of " + count);
    }
    GuestOutcome answer = attempt(new Question(language).attempt());
    return answer instanceof GuestOutcome.Completed(Map<?, ?> said, var _)
            && "42".equals(said.get("found"))
        ? Optional.empty()
        : Optional.of("the host answers " + answer + " instead of 42");
  }

  private List<Right> rights() {
    List<ResourcePattern> files =
        List.of(
            ResourcePattern.of("public.txt"),
            ResourcePattern.of("link-to-file"),
            ResourcePattern.of("link-to-directory/**"),
            ResourcePattern.of("link-to-proc/**"));
    return List.of(
        new Right("files", Set.of("read", "readText", "list", "stat"), files, List.of()),
        Right.to("kv", "get", "put").on("own/**"),
        Right.to("log", "info"));
  }

  private Activation activate(ExtensionId id, GuestProgram program, List<Right> rights)
      throws UserError, LifecycleException, GuestStartException {
    Extension extension =
        session.kernel().extensions().install(new ExtensionDescriptor(id, program, ROOMY));
    List<Endowment> endowments = new ArrayList<>();
    for (Right right : rights) {
      endowments.add(
          Endowment.of(
              session.objects().grant(right, ObjectScope.of(id, Optional.of(bait.root())))));
    }
    try {
      return session.kernel().extensions().activate(extension, endowments, session.console(""));
    } catch (GuestStartException e) {
      session.kernel().extensions().remove(extension);
      throw e;
    }
  }

  private static GuestOutcome run(Activation activation, Object input, GuestLimits limits) {
    GuestInvocation call = new GuestInvocation.Call("run", List.of(input));
    return activation.invoke(call, limits).outcome().join();
  }

  /**
   * What guests log comes here; the attempt logs one word to have its neighbour work, which happens
   * beside it: whoever logs is answered on the thread that hears the worker.
   */
  private void hear(String line) {
    if (line.endsWith("info> stir")) {
      Thread.startVirtualThread(() -> {
        try {
          stir();
        } catch (UserError | LifecycleException e) {
          session.report(e);
        }
      });
    }
  }

  /** Lets the neighbour of the attempt work with its secret; a dead one is replaced. */
  private synchronized void stir() throws UserError, LifecycleException {
    Activation working = neighbour;
    if (working != null && works(working)) {
      return;
    }
    if (working != null) {
      working.close();
      session.kernel().extensions().remove(working.extension());
      neighbour = null;
    }
    try {
      Activation fresh = activate(NEIGHBOUR, Corpus.neighbour(language), rights());
      neighbour = fresh;
      works(fresh);
    } catch (GuestStartException e) {
      session.report(e);
    }
  }

  private boolean works(Activation guest) {
    return run(guest, bait.secret(), ROOMY) instanceof GuestOutcome.Completed;
  }

  @Override
  public void close() {
    session.close();
  }
}
