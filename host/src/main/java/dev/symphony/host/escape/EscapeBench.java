package dev.symphony.host.escape;

import dev.symphony.host.UserError;
import dev.symphony.host.home.ScratchDirectory;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.Language;
import dev.symphony.sandbox.escape.Attempt;
import dev.symphony.sandbox.escape.Corpus;
import dev.symphony.sandbox.escape.UnwalledEnd;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The corpus, or a part of it, run against hosts of its own; what came of it as texts. */
public final class EscapeBench {
  private final Map<String, String> environment;
  private final Consumer<Result> progress;

  /**
   * One attempt and what came of it.
   *
   * @param name category and name
   * @param language the id of its language
   * @param heldBy the wall that held it and how that showed; empty when nothing did
   * @param harm what it did to others
   * @param unwalled what came of it where nothing stood in its way
   * @param jailAlone what came of it with the jail alone, where that can be asked
   * @param good whether it is a real attempt, was held and did no harm
   * @param tookMillis how long the host had to do with it
   */
  public record Result(
      String name,
      String language,
      Optional<String> heldBy,
      Optional<String> harm,
      String unwalled,
      Optional<String> jailAlone,
      boolean good,
      long tookMillis) {
    static Result of(Score score) {
      return new Result(
          score.attempt().name(),
          score.attempt().language().id(),
          score.held().map(h -> h.barrier().name().toLowerCase(Locale.ROOT) + ": " + h.detail()),
          score.harm(),
          score.unwalled().how(),
          score.behindTheContext().map(UnwalledEnd::how),
          score.good(),
          score.took().toMillis());
    }
  }

  /**
   * The whole of a run.
   *
   * @param isolation the walls that stood around the guests
   * @param summary a table by category, language and wall, in Markdown
   * @param details a table of all attempts, in Markdown
   */
  public record Report(List<Result> results, String isolation, String summary, String details) {
    /** Whether every attempt was a real one, was held, and did no harm. */
    public boolean good() {
      return results.stream().allMatch(Result::good);
    }
  }

  /** A bench that tells {@code progress} of each attempt. */
  public EscapeBench(Map<String, String> environment, Consumer<Result> progress) {
    this.environment = Map.copyOf(environment);
    this.progress = progress;
  }

  /**
   * Runs the attempts of the corpus whose names please {@code which}, in the given languages.
   *
   * @throws UserError when a host can't be had
   */
  public Report run(List<Language> languages, Predicate<String> which)
      throws IOException, InterruptedException, UserError {
    Scoreboard board = new Scoreboard(List.of(), "");
    for (Language language : languages) {
      List<Attempt> attempts =
          Corpus.in(language).stream().filter(a -> which.test(a.name())).toList();
      try (ScratchDirectory home = ScratchDirectory.create()) {
        EscapeRun run =
            new EscapeRun(language, home.path(), environment, s -> progress.accept(Result.of(s)));
        board = run.make(attempts).and(board);
      } catch (LifecycleException e) {
        throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
      } catch (GuestStartException e) {
        throw new UserError(e.error().code(), e.error().message(), e);
      }
    }
    return new Report(
        board.scores().stream().map(Result::of).toList(),
        board.isolation(),
        board.summary(),
        board.details());
  }
}
