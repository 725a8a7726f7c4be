package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.host.topology.RawContents;
import dev.symphony.kernel.guest.GuestError;
import dev.symphony.kernel.guest.GuestRuntime;
import dev.symphony.kernel.guest.IsolationLabel;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.context.ContextGuestRuntime;
import dev.symphony.sandbox.jail.KernelFeatures;
import dev.symphony.sandbox.process.JailedWorkerLauncher;
import dev.symphony.sandbox.process.ProcessGuestRuntime;
import dev.symphony.sandbox.process.RawResources;
import dev.symphony.sandbox.process.RuntimeSettings;
import dev.symphony.sandbox.runtime.RuntimeImage;
import dev.symphony.sandbox.runtime.WorkerTempo;
import dev.symphony.sandbox.selftest.SelfTest;
import dev.symphony.sandbox.selftest.SelfTestRecord;
import dev.symphony.sandbox.selftest.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Opens the runtime that guests run in. */
public final class GuestRuntimes {
  private GuestRuntimes() {}

  /** A runtime, and the workers behind it when it has any. */
  record Opened(GuestRuntime runtime, Optional<ProcessGuestRuntime> workers) {}

  /**
   * Opens the runtime that the options ask for.
   *
   * @throws UserError {@code worker-start} when workers have no place to talk to the host
   */
  public static GuestRuntime open(SessionOptions options, Consumer<String> log) throws UserError {
    return openWithWorkers(options, Optional.empty(), log).runtime();
  }

  /** As {@link #open}, with the workers to be warmed up. */
  static Opened openWithWorkers(
      SessionOptions options, Optional<RawContents> raw, Consumer<String> log) throws UserError {
    Opened plain = plain(options, raw, log);
    return options.profile().isPresent()
        ? new Opened(options.profile().get().around(plain.runtime()), plain.workers())
        : plain;
  }

  private static Opened plain(
      SessionOptions options, Optional<RawContents> raw, Consumer<String> log) throws UserError {
    return switch (options.isolation()) {
      case PROCESS -> {
        Optional<ProcessGuestRuntime> ahead = options.headStart().take();
        ProcessGuestRuntime workers =
            ahead.isPresent()
                ? ahead.get()
                : workers(
                    options.tempo(),
                    options.environment(),
                    raw.<RawResources>map(contents -> contents).orElse(RawResources.NONE),
                    log);
        yield new Opened(
            new AdmittingRuntime(
                workers, admission(options.environment(), log), options.required()),
            Optional.of(workers));
      }
      case CONTEXT ->
          new Opened(
              new AdmittingRuntime(
                  new ContextGuestRuntime(), language -> Optional.empty(), options.required()),
              Optional.empty());
    };
  }

  static ProcessGuestRuntime workers(
      WorkerTempo tempo, Map<String, String> environment, Consumer<String> log) throws UserError {
    return workers(tempo, environment, RawResources.NONE, log);
  }

  private static ProcessGuestRuntime workers(
      WorkerTempo tempo, Map<String, String> environment, RawResources raw, Consumer<String> log)
      throws UserError {
    try {
      return ProcessGuestRuntime.open(
          launcher(environment, tempo, log), RuntimeSettings.DEFAULT, raw, log);
    } catch (IOException e) {
      throw new UserError("worker-start", "there is no place for the sockets of workers: " + e, e);
    }
  }

  private static JailedWorkerLauncher launcher(
      Map<String, String> environment, WorkerTempo tempo, Consumer<String> log) {
    RuntimeImage image =
        directory(environment)
            .flatMap(RuntimeImage::locate)
            .orElseGet(RuntimeImage::ofCurrentProcess);
    return new JailedWorkerLauncher(image, tempo, IsolationLabel.PROCESS, log);
  }

  private static Optional<Path> directory(Map<String, String> environment) {
    return Optional.ofNullable(environment.get(Session.RUNTIME_VARIABLE))
        .map(Path::of)
        .filter(Files::isDirectory);
  }

  /**
   * The self-test belongs to a runtime that was built. A host that runs from a class path, as tests
   * do, has no place for its record and goes without.
   */
  private static Admission admission(Map<String, String> environment, Consumer<String> log) {
    return directory(environment)
        .<Admission>map(directory ->
            new SelfTestedAdmission(
                new SelfTestRecord(directory), language -> selfTest(environment, language, log)))
        .orElse(language -> Optional.empty());
  }

  /** Why guests of a language are not admitted, if they are not; tries the walls when need be. */
  public static Optional<GuestError> refusal(
      Map<String, String> environment, Language language, Consumer<String> log)
      throws InterruptedException {
    return admission(environment, log).refusal(language);
  }

  /**
   * Tries every wall around the guests of a language, in workers that nobody else uses.
   *
   * @param environment names the runtime, see {@link Session#RUNTIME_VARIABLE}
   */
  public static List<Trial> selfTest(
      Map<String, String> environment, Language language, Consumer<String> log)
      throws InterruptedException {
    JailedWorkerLauncher launcher = launcher(environment, WorkerTempo.FIRST_RESULT, log);
    try (ProcessGuestRuntime workers =
        ProcessGuestRuntime.open(launcher, RuntimeSettings.DEFAULT, log)) {
      IsolationLabel promised = KernelFeatures.probe().attainable();
      return new SelfTest(workers, launcher::probe, promised).run(language);
    } catch (IOException e) {
      log.accept("the self-test can't be run: " + e);
      return List.of(new Trial("self-test", Optional.of("it can't be run")));
    }
  }
}
