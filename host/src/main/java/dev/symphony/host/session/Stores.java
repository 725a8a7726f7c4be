package dev.symphony.host.session;

import dev.symphony.host.UserError;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.host.home.Home;
import dev.symphony.host.key.ArtifactKey;
import dev.symphony.host.service.conductor.Choices;
import dev.symphony.host.service.kv.KeyValueDatabase;
import dev.symphony.host.service.kv.KeyValueLimits;
import dev.symphony.pit.artifact.ArtifactStore;
import dev.symphony.pit.journal.RunJournals;
import dev.symphony.pit.model.ModelLimits;
import dev.symphony.pit.model.ModelStore;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a home keeps between sessions; each store is opened when something first needs it. */
public final class Stores implements AutoCloseable {
  private static final long MAX_ARTIFACT_BYTES = 64L << 30;

  private final Optional<Home> home;
  private final InstantSource clock;
  private final Consumer<Throwable> faults;
  private final OpenParts opened;
  private @Nullable ArtifactStore artifacts;
  private @Nullable KeyValueDatabase keyValues;
  private @Nullable ModelStore models;
  private @Nullable Choices choices;

  Stores(Optional<Home> home, InstantSource clock, Consumer<Throwable> faults) {
    this.home = home;
    this.clock = clock;
    this.faults = faults;
    this.opened = new OpenParts(faults);
  }

  /**
   * The artifacts.
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
                    ArtifactKey.of(place, random), random, MAX_ARTIFACT_BYTES, clock));
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
