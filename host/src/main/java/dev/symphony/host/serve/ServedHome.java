package dev.symphony.host.serve;

import dev.symphony.host.UserError;
import dev.symphony.host.serve.Seat.Status;
import dev.symphony.host.session.Session;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.registry.Refused;
import dev.symphony.registry.manifest.ExtensionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The installed extensions of a home, loaded and ready for calls. It follows the records of the
 * home: what is installed, updated or removed there is loaded, replaced or ended here, without a
 * dropped call.
 */
public final class ServedHome implements AutoCloseable {
  private static final long LOOK_MILLIS = 100;
  private static final int LOADING_AT_A_TIME = 4;

  private final Session session;
  private final Map<String, Path> roots;
  private final Map<ExtensionName, Seat> seats = new ConcurrentHashMap<>();
  private final ExecutorService loading = Executors.newFixedThreadPool(LOADING_AT_A_TIME);
  private final ScheduledExecutorService looking =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().name("serve-follow").daemon().unstarted(work));
  private Map<ExtensionName, String> marks = Map.of();
  private String trustMark = "";
  private CompletableFuture<Void> following = CompletableFuture.completedFuture(null);

  private ServedHome(Session session, Map<String, Path> roots) {
    this.session = session;
    this.roots = Map.copyOf(roots);
  }

  /**
   * Loads what the home of a session has installed, and follows it from now on.
   *
   * @param roots the directories that {@code files} is about, by {@code publisher/name}; under the
   *     empty name the one of all others
   */
  public static ServedHome open(Session session, Map<String, Path> roots) {
    ServedHome home = new ServedHome(session, roots);
    var _ = home.follow();
    var _ =
        home.looking.scheduleWithFixedDelay(
            home::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    return home;
  }

  /**
   * Looks what changed in the home, and starts to bring its seats in line.
   *
   * @return completes when they are, also with what was found to have changed before
   */
  public synchronized CompletableFuture<Void> follow() {
    List<ExtensionName> changed = changed();
    if (!changed.isEmpty()) {
      CompletableFuture<Void> changes =
          CompletableFuture.allOf(
              changed.stream()
                  .map(this::seat)
                  .map(seat -> CompletableFuture.runAsync(seat::follow, loading))
                  .toArray(CompletableFuture[]::new));
      following = following.isDone() ? changes : CompletableFuture.allOf(following, changes);
    }
    return following;
  }

  private void look() {
    var _ = follow();
  }

  private synchronized List<ExtensionName> changed() {
    try {
      Map<ExtensionName, String> now = session.registry().orElseThrow().installer().store().marks();
      String trust = trustMark();
      Map<ExtensionName, String> all = new TreeMap<>(marks);
      all.putAll(now);
      List<ExtensionName> changed = new ArrayList<>(all.keySet());
      if (trust.equals(trustMark)) {
        Map<ExtensionName, String> before = marks;
        changed.removeIf(name ->
            Optional.ofNullable(before.get(name)).equals(Optional.ofNullable(now.get(name))));
      }
      marks = now;
      trustMark = trust;
      return changed;
    } catch (Refused | IOException e) {
      session.report(e);
      return List.of();
    }
  }

  /** Changes whenever somebody changes whom the home trusts. */
  private String trustMark() throws IOException {
    Path file = session.directory().orElseThrow().resolve("trust.json");
    return Files.exists(file) ? Files.getLastModifiedTime(file) + " " + Files.size(file) : "";
  }

  private Seat seat(ExtensionName name) {
    return seats.computeIfAbsent(
        name,
        n ->
            new Seat(
                session,
                n,
                Optional.ofNullable(roots.get(n.toString()))
                    .or(() -> Optional.ofNullable(roots.get("")))));
  }

  /**
   * Calls {@code run} of an extension.
   *
   * @throws UserError {@code extension-not-installed}, {@code extension-not-serving}
   */
  public CompletableFuture<GuestOutcome> call(ExtensionName name, @Nullable Object input)
      throws UserError {
    Seat seat = seats.get(name);
    if (seat == null || seat.status().state() == Seat.State.REMOVED) {
      throw new UserError("extension-not-installed", name + " is not installed in this home");
    }
    return seat.call(input);
  }

  /** How it is with each extension, by name. */
  List<Status> status() {
    return new TreeMap<>(seats)
        .values().stream()
            .map(Seat::status)
            .filter(status -> status.state() != Seat.State.REMOVED)
            .toList();
  }

  /** Ends all of them. */
  @Override
  public void close() {
    looking.shutdownNow();
    loading.shutdown();
    awaitLoading();
    seats.values().forEach(Seat::end);
  }

  private void awaitLoading() {
    try {
      if (!loading.awaitTermination(1, TimeUnit.MINUTES)) {
        loading.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
