package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.host.service.extension.CallChain;
import dev.symphony.host.service.extension.ExtensionInvoker;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.service.ServiceFailure;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The calls that extensions make of one another. */
final class ExtensionCalls implements ExtensionInvoker {
  private final Session session;
  private final ExtensionRunner runner;

  ExtensionCalls(Session session, ExtensionRunner runner) {
    this.session = session;
    this.runner = runner;
  }

  @Override
  public @Nullable Object invoke(CallChain chain, @Nullable Object input) {
    return invoke(chain, input, callee -> {});
  }

  /** The same; {@code prepare} is given the guest before it runs. */
  @Nullable Object invoke(CallChain chain, @Nullable Object input, Consumer<Activation> prepare) {
    InstalledSource target =
        runner
            .find(chain.last())
            .orElseThrow(() ->
                new ServiceFailure(
                    "extension-unknown",
                    "there is no extension '" + chain.last() + "' here (write publisher/name)"));
    try {
      long began = session.clock().monotonicNanos();
      GuestOutcome outcome =
          runner.start(target, input, Map.of(), chain, prepare).invocation().outcome().join();
      session.stores().ran(chain.caller(), chain.last(), since(began), ending(outcome));
      return value(outcome);
    } catch (UserError e) {
      session.report(e);
      throw new ServiceFailure("extension-failed", "the extension could not be started");
    }
  }

  /** What policies know of the extension called {@code name}, if it is here. */
  Optional<GrantRequest.Requester> requester(String name) {
    return runner.find(name).map(found -> ExtensionRunner.requester(found.source().manifest()));
  }

  private Duration since(long began) {
    return Duration.ofNanos(session.clock().monotonicNanos() - began);
  }

  private static ProgramHistory.Ending ending(GuestOutcome outcome) {
    return outcome instanceof GuestOutcome.Completed
        ? ProgramHistory.Ending.COMPLETED
        : ProgramHistory.Ending.FAILED;
  }

  private static @Nullable Object value(GuestOutcome outcome) {
    if (outcome instanceof GuestOutcome.Completed completed) {
      return completed.value();
    }
    throw new ServiceFailure("extension-failed", "the extension ended as " + outcome.id());
  }
}
