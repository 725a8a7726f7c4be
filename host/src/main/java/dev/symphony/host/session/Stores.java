package dev.symphony.host.session;

import dev.symphony.capabilities.Bytes;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.host.UserError;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.ArtifactKey;
import dev.symphony.host.key.PassphraseSource;
import dev.symphony.host.service.conductor.Choices;
import dev.symphony.host.service.kv.KeyValueDatabase;
import dev.symphony.host.service.kv.KeyValueLimits;
import dev.symphony.host.topology.MemberSettings;
import dev.symphony.host.topology.RawContents;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.artifact.Artifacts;
import dev.symphony.pit.artifact.ExtensionArtifacts;
import dev.symphony.pit.artifact.Keeper;
import dev.symphony.pit.journal.RunJournals;
import dev.symphony.pit.model.ModelLimits;
import dev.symphony.pit.model.ModelStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a home keeps between sessions; each store is opened when something first needs it. */
public final class Stores implements AutoCloseable {
  private static final long MAX_ARTIFACT_BYTES = 64L << 30;

  private final Optional<Home> home;
  private final InstantSource clock;
  private final Consumer<Throwable> faults;
  private final OpenParts opened;
  private final Supplier<Keeper> keeper;
  private final Optional<RawContents> raw;
  private final PassphraseSource passphrase;
  private @Nullable ArtifactStore artifacts;
  private @Nullable KeyValueDatabase keyValues;
  private @Nullable ModelStore models;
  private @Nullable Choices choices;

  /**
   * The stores of a home.
   *
   * @param keeper the artifacts, wherever in this topology they are kept
   * @param raw hands contents out raw, where the topology has it so
   * @param passphrase of the root key, when that has wrapped the key of the artifacts
   */
  Stores(
      Optional<Home> home,
      InstantSource clock,
      Consumer<Throwable> faults,
      Supplier<Keeper> keeper,
      Optional<RawContents> raw,
      PassphraseSource passphrase) {
    this.home = home;
    this.keeper = keeper;
    this.raw = raw;
    this.passphrase = passphrase;
    this.clock = clock;
    this.faults = faults;
    this.opened = new OpenParts(faults);
  }

  /**
   * The artifacts, wherever they are kept.
   *
   * @throws UserError {@code home-needed} when the session has no home, {@code home-unusable}
   */
  public Keeper keeper() throws UserError {
    Home place = home("artifacts");
    try {
      return keeper.get();
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      if (cause != null && cause.getCause() instanceof UserError known) {
        throw known;
      }
      throw unusable(place, e);
    }
  }

  /**
   * The artifacts as a run of {@code extension} sees them. What it gets is handed out raw where the
   * topology has it so and no condition asks to be looked at with every call.
   */
  Artifacts artifactsFor(String extension, List<Constraint> constraints) throws UserError {
    Artifacts artifacts = new ExtensionArtifacts(keeper(), extension);
    return raw.isPresent() && constraints.isEmpty() ? raw.get().around(artifacts) : artifacts;
  }

  /** Where the artifacts are, for another process; made when it is not there. */
  Optional<MemberSettings.StorePlace> artifactPlace() throws UserError {
    if (home.isEmpty()) {
      return Optional.empty();
    }
    Home place = home.get();
    try {
      Bytes secret = new ArtifactKey(place, passphrase, new SecureRandom()).secret();
      Files.createDirectories(place.artifacts());
      return Optional.of(
          new MemberSettings.StorePlace(
              place.artifacts().toRealPath(), secret, MAX_ARTIFACT_BYTES));
    } catch (IOException e) {
      throw unusable(place, e);
    }
  }

  /**
   * The artifacts, kept in this process.
   *
   * @throws UserError {@code home-needed} when the session has no home, {@code home-unusable}
   */
  public synchronized ArtifactStore artifacts() throws UserError {
    ArtifactStore store = artifacts;
    if (store == null) {
      Home place = home("artifacts");
      try {
        SecureRandom random = new SecureRandom();
        store =
            ArtifactStore.open(
                place.artifacts(),
                new ArtifactStore.Settings(
                    new ArtifactKey(place, passphrase, random).open(),
                    random,
                    MAX_ARTIFACT_BYTES,
                    clock));
      } catch (IOException e) {
        throw unusable(place, e);
      }
      opened.add(store);
      artifacts = store;
    }
    return store;
  }

  synchronized KeyValueDatabase keyValues() throws UserError {
    KeyValueDatabase store = keyValues;
    if (store == null) {
      Home place = home("kv");
      try {
        store = KeyValueDatabase.open(place.keyValues(), KeyValueLimits.DEFAULT);
      } catch (SQLException e) {
        throw unusable(place, e);
      }
      opened.add(store);
      keyValues = store;
    }
    return store;
  }

  synchronized ModelStore models() throws UserError {
    ModelStore store = models;
    if (store == null) {
      Home place = home("models");
      try {
        store = ModelStore.open(place.models(), ModelLimits.DEFAULT);
      } catch (IOException e) {
        throw unusable(place, e);
      }
      opened.add(store);
      models = store;
    }
    return store;
  }

  synchronized Choices choices() throws UserError {
    Choices store = choices;
    if (store == null) {
      Home place = home("conductor");
      try {
        store = Choices.open(place.directory(), clock, faults);
      } catch (IOException e) {
        throw unusable(place, e);
      }
      opened.add(store);
      choices = store;
    }
    return store;
  }

  /**
   * {@code caller} called {@code program}, which has ended; of use when it chooses between some.
   */
  void ran(String caller, String program, Duration elapsed, ProgramHistory.Ending ending) {
    Choices store;
    synchronized (this) {
      store = choices;
    }
    if (store != null) {
      store.ran(caller, program, elapsed.toNanos() / 1e9, ending);
    }
  }

  /**
   * The journals of runs.
   *
   * @throws UserError {@code home-needed} when the session has no home
   */
  public RunJournals journals() throws UserError {
    return new RunJournals(home("runs").runs(), clock);
  }

  private Home home(String service) throws UserError {
    return home.orElseThrow(() ->
        new UserError(
            "home-needed",
            "'" + service + "' keeps things in a home: say which one with --home DIR"));
  }

  private static UserError unusable(Home home, Exception e) {
    return new UserError(
        "home-unusable", "the home " + home.directory() + " can't be used: " + e, e);
  }

  @Override
  public void close() {
    opened.close();
  }
}
