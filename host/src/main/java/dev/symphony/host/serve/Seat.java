package dev.symphony.host.serve;

import dev.symphony.host.UserError;
import dev.symphony.host.home.Home;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.serve.ServedExtension.Update;
import dev.symphony.host.session.InstalledSource;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.Refused;
import dev.symphony.registry.install.InstalledExtension;
import dev.symphony.registry.install.InstalledVersion;
import dev.symphony.registry.install.Installer;
import dev.symphony.registry.manifest.ExtensionName;
import dev.symphony.registry.manifest.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The place of one installed extension in a host that serves. What the home's record says is active
 * is what serves here; a version that can't serve is taken back, in the record too.
 */
final class Seat {

  /** How it is with a seat. */
  enum State {
    /** The first version is being loaded. */
    LOADING,
    /** A version takes calls. */
    SERVING,
    /** A new version takes calls, and the one before it is kept ready. */
    TRIAL,
    /** No version can be loaded. */
    FAILED,
    /** It is not installed any more. */
    REMOVED
  }

  private final Session session;
  private final ExtensionName name;
  private final Optional<Path> root;
  private final CountDownLatch loaded = new CountDownLatch(1);
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private volatile @Nullable ServedExtension served;
  private volatile String problem = "";
  private volatile String attempted = "";
  private volatile boolean removed;

  Seat(Session session, ExtensionName name, Optional<Path> root) {
    this.session = session;
    this.name = name;
    this.root = root;
  }

  /** Brings it in line with the record as it is now. */
  synchronized void follow() {
    try {
      Optional<InstalledExtension> record =
          session.registry().orElseThrow().installer().store().find(name);
      ServedExtension serving = served;
      if (record.isEmpty()) {
        removed = true;
        end();
      } else if (serving == null) {
        removed = false;
        start(record.get());
      } else {
        keepUp(serving, record.get());
      }
    } catch (Refused e) {
      problem = e.code() + ": " + e.text();
    } finally {
      loaded.countDown();
    }
  }

  private void start(InstalledExtension record) {
    try {
      open(record.active());
      problem = "";
    } catch (UserError e) {
      failed(record.active(), e.code() + ": " + e.text());
      record.before().map(InstalledVersion::version).ifPresent(this::startInstead);
    }
  }

  private void startInstead(Version before) {
    try {
      open(before);
      takeBack(before);
    } catch (UserError e) {
      failed(before, e.code() + ": " + e.text());
    }
  }

  private void open(Version version) throws UserError {
    InstalledSource source = read(version);
    try {
      served = ServedExtension.open(session, source, this::directories, this::inForce);
      inForce(source);
    } catch (UserError e) {
      session.extensions().forget(source);
      throw e;
    }
  }

  private InstalledSource read(Version version) throws UserError {
    return session
        .extensions()
        .installPublished(new ExtensionReference(name, Optional.of(version)));
  }

  private Map<String, Path> directories(InstalledSource source) {
    Map<String, Path> directories = new LinkedHashMap<>();
    source
        .source()
        .manifest()
        .capabilities()
        .forEach(wanted -> root.ifPresent(path -> directories.put(wanted.binding(), path)));
    return directories;
  }

  private void keepUp(ServedExtension serving, InstalledExtension record) {
    Version now = versionOf(serving);
    try {
      synchronized (serving) {
        attempted = record.active().text();
        InstalledSource next = read(record.active());
        if (next.equals(serving.version())) {
          return;
        }
        session.note(reference(record.active()), "swap-begun", "from " + now);
        settle(serving.update(next), record.active(), now);
      }
    } catch (UserError e) {
      failed(record.active(), e.code() + ": " + e.text());
      if (record.active().equals(now)) {
        end();
      } else {
        takeBack(now);
      }
    }
  }

  private void settle(Update update, Version next, Version now) {
    switch (update) {
      case DONE -> problem = "";
      case UNHEALTHY -> {
        failed(next, "it can't be loaded, or its health check failed");
        takeBack(now);
      }
      case BUSY -> {
        failed(next, now + " was not quiet in time to hand its state over");
        takeBack(now);
      }
    }
  }

  private void failed(Version version, String why) {
    problem = version + " was taken back: " + why;
    session.note(reference(version), "swap-refused", why);
  }

  /** Hears of every version that takes over, also of one that takes over again. */
  private void inForce(InstalledSource source) {
    session.extensions().prefer(source);
    String version = source.source().manifest().identity().version();
    session.note(name + "@" + version, "swapped", source.source().digest());
    if (!attempted.isEmpty() && !version.equals(attempted)) {
      problem = attempted + " was taken back: too many of its calls failed";
      takeBack(new Version(version));
    }
  }

  /** Makes {@code before} the active version again, unless somebody chose another one meanwhile. */
  private void takeBack(Version before) {
    try (Home _ = Home.visit(session.directory().orElseThrow())) {
      Installer installer = session.registry().orElseThrow().installer();
      InstalledExtension record = installer.require(name);
      boolean mine = record.active().text().equals(attempted) || attempted.isEmpty();
      if (mine && record.versions().containsKey(before)) {
        installer.activate(name, before, "host: " + problem);
        session.note(reference(before), "active-again", problem);
      }
    } catch (UserError | Refused | IOException e) {
      session.report(e);
    }
  }

  private String reference(Version version) {
    return name + "@" + version;
  }

  private static Version versionOf(ServedExtension serving) {
    return new Version(serving.version().source().manifest().identity().version());
  }

  /**
   * Calls {@code run}; waits while the first version is being loaded.
   *
   * @throws UserError {@code extension-not-serving} when no version can be loaded
   */
  CompletableFuture<GuestOutcome> call(@Nullable Object input) throws UserError {
    awaitLoaded();
    ServedExtension target = served;
    if (target == null) {
      throw new UserError("extension-not-serving", name + " does not serve: " + problem);
    }
    calls.increment();
    return target.call(input).whenComplete((outcome, fault) -> count(outcome));
  }

  private void awaitLoaded() {
    try {
      loaded.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(@Nullable GuestOutcome outcome) {
    if (!(outcome instanceof GuestOutcome.Completed || outcome instanceof GuestOutcome.Cancelled)) {
      failures.increment();
    }
  }

  /** How it is now. */
  Status status() {
    ServedExtension serving = served;
    return new Status(
        name.toString(),
        state(serving),
        serving == null ? "" : versionOf(serving).text(),
        calls.sum(),
        failures.sum(),
        serving == null ? OptionalLong.empty() : serving.process(),
        problem);
  }

  private State state(@Nullable ServedExtension serving) {
    if (serving != null) {
      return serving.onTrial() ? State.TRIAL : State.SERVING;
    }
    if (removed) {
      return State.REMOVED;
    }
    return loaded.getCount() == 0 ? State.FAILED : State.LOADING;
  }

  /**
   * What is told of a seat.
   *
   * @param extension {@code publisher/name}
   * @param version the version that takes calls; empty when none does
   * @param calls how many calls there were
   * @param failures how many of them did not complete
   * @param process the process that it runs in, when it is not the host's
   * @param problem what went wrong last; empty when nothing did
   */
  record Status(
      String extension,
      State state,
      String version,
      long calls,
      long failures,
      OptionalLong process,
      String problem) {}

  /** Ends what serves. */
  synchronized void end() {
    ServedExtension serving = served;
    served = null;
    if (serving != null) {
      serving.close();
    }
  }
}
