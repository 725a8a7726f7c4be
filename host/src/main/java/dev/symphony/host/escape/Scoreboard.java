package dev.symphony.host.escape;

import dev.symphony.kernel.guest.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of attempts.
 *
 * @param isolation the walls that stood around the guests
 */
record Scoreboard(List<Score> scores, String isolation) {
  Scoreboard {
    scores = List.copyOf(scores);
  }

  /** Both. */
  Scoreboard and(Scoreboard other) {
    return new Scoreboard(
        Stream.concat(scores.stream(), other.scores.stream()).toList(), isolation);
  }

  long count(Predicate<Score> which) {
    return scores.stream().filter(which).count();
  }

  /** Whether every attempt is a real one, was held, and did no harm. */
  boolean good() {
    return scores.stream().allMatch(Score::good);
  }

  /** The table by category, language and wall, as Markdown. */
  String summary() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "| category | language | attempts | contained | real | context | gate | service | limit | process | of the system's: held by the jail alone |");
    lines.add("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
    byCategory()
        .forEach((category, all) -> {
          for (Language language : Language.values()) {
            List<Score> some =
                all.stream().filter(s -> s.attempt().language() == language).toList();
            if (!some.isEmpty()) {
              lines.add(row(category, language, some));
            }
          }
        });
    return String.join("\n", lines) + "\n";
  }

  private Map<String, List<Score>> byCategory() {
    return scores.stream()
        .collect(
            Collectors.groupingBy(s -> s.attempt().category(), TreeMap::new, Collectors.toList()));
  }

  private static String row(String category, Language language, List<Score> scores) {
    Scoreboard board = new Scoreboard(scores, "");
    long asked = board.count(s -> s.behindTheContext().isPresent());
    long held = board.count(s -> s.behindTheContext().isPresent() && s.heldByTheJail());
    String walls =
        Stream.of(Held.Barrier.values())
            .map(barrier ->
                board.count(s -> s.held().filter(h -> h.barrier() == barrier).isPresent()))
            .map(n -> n == 0 ? "" : n.toString())
            .collect(Collectors.joining(" | "));
    return "| %s | %s | %d | %d | %d | %s | %s |"
        .formatted(
            category,
            language.id(),
            scores.size(),
            board.count(Score::contained),
            board.count(Score::real),
            walls,
            asked == 0 ? "" : held + " of " + asked);
  }

  /** Every attempt with what held it, as Markdown. */
  String details() {
    List<String> lines = new ArrayList<>();
    lines.add("| attempt | what it does | JavaScript | Python |");
    lines.add("| --- | --- | --- | --- |");
    scores.stream()
        .collect(Collectors.groupingBy(s -> s.attempt().name(), TreeMap::new, Collectors.toList()))
        .forEach((name, twins) ->
            lines.add(
                "| `%s` | %s | %s | %s |"
                    .formatted(
                        name,
                        twins.getFirst().attempt().description(),
                        cell(twins, Language.JAVASCRIPT),
                        cell(twins, Language.PYTHON))));
    return String.join("\n", lines) + "\n";
  }

  private static String cell(List<Score> twins, Language language) {
    return twins.stream()
        .filter(s -> s.attempt().language() == language)
        .map(Scoreboard::word)
        .collect(Collectors.joining());
  }

  private static String word(Score score) {
    String held =
        score
            .held()
            .map(h -> h.barrier().name().toLowerCase(Locale.ROOT) + ": " + h.detail())
            .orElse("**escaped**");
    String harm = score.harm().map(h -> ", **harm**").orElse("");
    return held
        + harm
        + (score.real() ? "" : ", **not a real attempt**")
        + (score.heldByTheJail() ? "" : ", **the jail alone does not hold it**");
  }
}
