package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import dev.symphony.sandbox.process.JailedWorkerLauncher;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import dev.symphony.sandbox.process.RuntimeSettings;
import dev.symphony.sandbox.runtime.RuntimeImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the runtime that guests run in. */
public final class GuestRuntimes {
  private GuestRuntimes() {}

  /**
   * Opens the runtime that the options ask for.
   *
   * @throws UserError {@code worker-start} when workers have no place to talk to the host
   */
  public static GuestRuntime open(Session.Options options, Consumer<String> log) throws UserError {
    return switch (options.isolation()) {
      case PROCESS -> workers(options, log);
      case CONTEXT -> new ContextGuestRuntime();
    };
  }

  private static GuestRuntime workers(Session.Options options, Consumer<String> log)
      throws UserError {
    RuntimeImage image =
        Optional.ofNullable(options.environment().get(Session.RUNTIME_VARIABLE))
            .flatMap(directory -> RuntimeImage.locate(Path.of(directory)))
            .orElseGet(RuntimeImage::ofCurrentProcess);
    try {
      return ProcessGuestRuntime.open(
          new JailedWorkerLauncher(image, options.tempo(), IsolationLabel.PROCESS, log),
          RuntimeSettings.DEFAULT,
          log);
    } catch (IOException e) {
      throw new UserError("worker-start", "there is no place for the sockets of workers: " + e, e);
    }
  }
}
