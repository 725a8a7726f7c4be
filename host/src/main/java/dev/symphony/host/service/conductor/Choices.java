package dev.symphony.host.service.conductor;

import dev.symphony.conductor.bandit.LinUcb;
import dev.symphony.host.episode.EpisodeFile;
import dev.symphony.host.episode.ProgramHistory;
import dev.symphony.kernel.service.ServiceFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The choices of all extensions of a home. What was learned is what the episode log says: opening
 * it takes every choice again. Each extension has a share of the log; what it chooses beyond that
 * is learned from until the host ends, and not recorded.
 */
public final class Choices implements AutoCloseable {
  private static final long SHARE = 16L << 20;
  private static final long LINE = 200;

  private final EpisodeFile episodes;
  private final Map<String, ChoiceBook> books = new TreeMap<>();
  private final Map<String, Long> recorded = new TreeMap<>();
  private long different;

  private Choices(EpisodeFile episodes) {
    this.episodes = episodes;
  }

  /**
   * Opens the choices of a home.
   *
   * @param faults is told when the log can't be written
   */
  public static Choices open(Path home, InstantSource clock, Consumer<Throwable> faults)
      throws IOException {
    Choices choices = new Choices(EpisodeFile.open(home, clock, faults));
    EpisodeFile.read(home, choices::replay);
    return choices;
  }

  /** How many of the recorded choices would be taken differently now: none, by the same policy. */
  public synchronized long different() {
    return different;
  }

  private void replay(Map<String, @Nullable Object> line) {
    if (!(line.get("extension") instanceof String extension)) {
      return;
    }
    count(extension, line);
    ChoiceBook book = book(extension);
    if ("ran".equals(line.get("kind"))) {
      ProgramHistory.Run.of(line).ifPresent(r -> book.ran(r.program(), r.seconds(), r.ending()));
    } else if (line.get("choice") instanceof String choice
        && line.get("decision") instanceof Number decision) {
      replay(book, choice, decision.longValue(), line);
    }
  }

  private void replay(
      ChoiceBook book, String choice, long decision, Map<String, @Nullable Object> line) {
    if (line.get("option") instanceof String option
        && line.get("features") instanceof List<?> features
        && line.get("candidates") instanceof List<?> candidates) {
      List<Double> seen =
          features.stream().map(feature -> Double.valueOf(String.valueOf(feature))).toList();
      List<String> options = candidates.stream().map(String::valueOf).toList();
      boolean same = book.again(choice, new ChoiceBook.Taken(decision, options, option), seen);
      different += same ? 0 : 1;
    } else if (line.get("reward") instanceof Number reward) {
      book.learn(choice, decision, reward.doubleValue());
    }
  }

  private ChoiceBook book(String extension) {
    return books.computeIfAbsent(extension, e -> new ChoiceBook());
  }

  private long count(String extension, Map<String, @Nullable Object> line) {
    long size =
        LINE + (line.get("candidates") instanceof List<?> all ? all.toString().length() : 0);
    return recorded.merge(extension, size, Long::sum);
  }

  private void record(String kind, String extension, Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("extension", extension);
    line.putAll(values);
    if (count(extension, line) <= SHARE) {
      episodes.append(kind, line);
    }
  }

  synchronized ConductorService.Advice advise(
      String extension, String choice, List<String> options, List<Double> seen) {
    ChoiceBook.Taken taken = book(extension).advise(choice, options, seen);
    Map<String, @Nullable Object> line = new LinkedHashMap<>();
    line.put("choice", choice);
    line.put("decision", taken.decision());
    line.put("candidates", taken.candidates());
    line.put("features", seen);
    line.put("option", taken.option());
    line.put("probability", 1.0);
    line.put("policy", LinUcb.VERSION);
    record("choice", extension, line);
    return new ConductorService.Advice(taken.decision(), taken.option(), LinUcb.VERSION);
  }

  synchronized void learn(String extension, String choice, long decision, double reward) {
    if (!book(extension).learn(choice, decision, reward)) {
      throw new ServiceFailure(
          "conductor-unknown-decision", "there is no advice " + decision + " that is open");
    }
    record("feedback", extension, Map.of("choice", choice, "decision", decision, "reward", reward));
  }

  synchronized List<ConductorService.OptionScore> score(String extension, String choice) {
    return book(extension).score(choice);
  }

  /** {@code extension} called {@code program}, which has ended. */
  public synchronized void ran(
      String extension, String program, double seconds, ProgramHistory.Ending ending) {
    book(extension).ran(program, seconds, ending);
    record(
        "ran",
        extension,
        Map.of(
            "program", program,
            "seconds", seconds,
            "ending", ending.name().toLowerCase(Locale.ROOT)));
  }

  @Override
  public void close() throws IOException {
    episodes.close();
  }
}
