package dev.symphony.policy.solver;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Searches a language for a shortest text, state by state. */
final class Shortest {
  private static final String READABLE =
      "xabcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.,:;=+@~()[]{}#$%&!' ";

  /** How a state was first come to; the beginning has no way. */
  private record Way(Language from, char by) {}

  private final Language start;
  private final List<Character> letters;
  private final int maxStates;
  private final Map<Language, @Nullable Way> ways = new HashMap<>();

  private Shortest(Language start, int maxStates) {
    this.start = start;
    this.letters = letters(start);
    this.maxStates = maxStates;
  }

  /** One shortest text of {@code language}, as readable as can be. */
  static Found in(Language language, int maxStates) {
    return new Shortest(language, maxStates).search();
  }

  /** What a search comes to. */
  sealed interface Found {
    /** A text. */
    record Text(String text) implements Found {}

    /** There is none. */
    record Nothing() implements Found {}

    /** There are more states than the search may look at. */
    record TooLarge() implements Found {}
  }

  /** One unit of each class that the language tells apart. */
  private static List<Character> letters(Language language) {
    SortedSet<Character> bounds = new TreeSet<>();
    language.bounds(bounds);
    bounds.add('\0');
    Map<Character, Character> chosen = new HashMap<>();
    List<Character> letters = new ArrayList<>();
    for (int i = 0; i < READABLE.length(); i++) {
      char c = READABLE.charAt(i);
      char unit = bounds.headSet((char) (c + 1)).last();
      if (chosen.putIfAbsent(unit, c) == null) {
        letters.add(c);
      }
    }
    bounds.stream().filter(unit -> !chosen.containsKey(unit)).forEach(letters::add);
    return letters;
  }

  private Found search() {
    Deque<Language> open = new ArrayDeque<>();
    open.add(start);
    ways.put(start, null);
    while (!open.isEmpty()) {
      Language state = open.remove();
      if (state.hasEmpty()) {
        return new Found.Text(textTo(state));
      }
      if (ways.size() > maxStates) {
        return new Found.TooLarge();
      }
      for (char letter : letters) {
        Language next = state.after(letter);
        if (!(next instanceof Language.None) && !ways.containsKey(next)) {
          ways.put(next, new Way(state, letter));
          open.add(next);
        }
      }
    }
    return new Found.Nothing();
  }

  private String textTo(Language state) {
    StringBuilder text = new StringBuilder();
    for (Way way = ways.get(state); way != null; way = ways.get(way.from())) {
      text.append(way.by());
    }
    return text.reverse().toString();
  }
}
