package dev.symphony.policy.solver;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * A set of texts, as a regular expression with intersection and complement. Texts are sequences of
 * UTF-16 units. The factories keep expressions in a normal form, so that each has finitely many
 * derivatives.
 */
public sealed interface Language {
  /** No text at all. */
  record None() implements Language {}

  /** The empty text alone. */
  record Empty() implements Language {}

  /** One unit from {@code from} to {@code to}, both included. */
  record Chars(char from, char to) implements Language {}

  /** A text of the one language followed by a text of the other. */
  record Then(Language first, Language rest) implements Language {}

  /** A text of at least one of them. */
  record Either(Set<Language> parts) implements Language {}

  /** A text of all of them. */
  record Both(Set<Language> parts) implements Language {}

  /** Every text but those of {@code part}. */
  record Not(Language part) implements Language {}

  /** Any number of texts of {@code part} in a row, none included. */
  record Star(Language part) implements Language {}

  /** No text. */
  static Language none() {
    return new None();
  }

  /** The empty text. */
  static Language empty() {
    return new Empty();
  }

  /** Any one unit. */
  static Language anyChar() {
    return new Chars('\0', '\uffff');
  }

  /** Every text. */
  static Language everything() {
    return new Star(anyChar());
  }

  /** One unit that is not {@code c}. */
  static Language charBut(char c) {
    return either(List.of(new Chars('\0', (char) (c - 1)), new Chars((char) (c + 1), '\uffff')));
  }

  /** Exactly this text. */
  static Language word(String text) {
    Language word = empty();
    for (int i = text.length() - 1; i >= 0; i--) {
      word = then(new Chars(text.charAt(i), text.charAt(i)), word);
    }
    return word;
  }

  /** Texts of these languages one after the other. */
  static Language sequence(List<Language> parts) {
    Language whole = empty();
    for (Language part : parts.reversed()) {
      whole = then(part, whole);
    }
    return whole;
  }

  /** A text of the one followed by a text of the other. */
  static Language then(Language first, Language rest) {
    return switch (first) {
      case None n -> n;
      case Empty e -> rest;
      case Then(Language a, Language b) -> then(a, then(b, rest));
      default ->
          rest instanceof None ? rest : rest instanceof Empty ? first : new Then(first, rest);
    };
  }

  /** A text of at least one. */
  static Language either(Collection<Language> parts) {
    Set<Language> flat = new LinkedHashSet<>();
    for (Language part : parts) {
      switch (part) {
        case None n -> {}
        case Either(Set<Language> inner) -> flat.addAll(inner);
        default -> flat.add(part);
      }
    }
    if (flat.contains(everything())) {
      return everything();
    }
    return flat.isEmpty() ? none() : flat.size() == 1 ? flat.iterator().next() : new Either(flat);
  }

  /** A text of all. */
  static Language both(Collection<Language> parts) {
    Set<Language> flat = new LinkedHashSet<>();
    for (Language part : parts) {
      switch (part) {
        case Both(Set<Language> inner) -> flat.addAll(inner);
        default -> flat.add(part);
      }
    }
    flat.remove(everything());
    if (flat.contains(none())) {
      return none();
    }
    return flat.isEmpty()
        ? everything()
        : flat.size() == 1 ? flat.iterator().next() : new Both(flat);
  }

  /** Every other text. */
  static Language not(Language part) {
    return switch (part) {
      case Not(Language inner) -> inner;
      case None n -> everything();
      default -> part.equals(everything()) ? none() : new Not(part);
    };
  }

  /** Any number in a row. */
  static Language star(Language part) {
    return part instanceof Star || part instanceof Empty ? part : new Star(part);
  }

  /** At most {@code count} units. */
  static Language atMost(int count) {
    Language texts = empty();
    Language unit = anyChar();
    for (int i = 0; i < count; i++) {
      texts = either(List.of(empty(), then(unit, texts)));
    }
    return texts;
  }

  /** Whether the empty text is one of them. */
  default boolean hasEmpty() {
    return switch (this) {
      case None n -> false;
      case Empty e -> true;
      case Chars c -> false;
      case Then(Language a, Language b) -> a.hasEmpty() && b.hasEmpty();
      case Either(Set<Language> parts) -> parts.stream().anyMatch(Language::hasEmpty);
      case Both(Set<Language> parts) -> parts.stream().allMatch(Language::hasEmpty);
      case Not(Language part) -> !part.hasEmpty();
      case Star s -> true;
    };
  }

  /** What may follow after {@code c}. */
  default Language after(char c) {
    return switch (this) {
      case None n -> n;
      case Empty e -> none();
      case Chars(char from, char to) -> from <= c && c <= to ? empty() : none();
      case Then(Language a, Language b) ->
          a.hasEmpty() ? either(List.of(then(a.after(c), b), b.after(c))) : then(a.after(c), b);
      case Either(Set<Language> parts) -> either(parts.stream().map(p -> p.after(c)).toList());
      case Both(Set<Language> parts) -> both(parts.stream().map(p -> p.after(c)).toList());
      case Not(Language part) -> not(part.after(c));
      case Star(Language part) -> then(part.after(c), this);
    };
  }

  /** What may follow after {@code text}. */
  default Language after(String text) {
    Language rest = this;
    for (int i = 0; i < text.length(); i++) {
      rest = rest.after(text.charAt(i));
    }
    return rest;
  }

  /** Whether {@code text} is one of them. */
  default boolean has(String text) {
    return after(text).hasEmpty();
  }

  /** Adds the first unit of every class of units that the expression tells apart. */
  default void bounds(SortedSet<Character> bounds) {
    switch (this) {
      case None n -> {}
      case Empty e -> {}
      case Chars(char from, char to) -> {
        bounds.add(from);
        if (to < '\uffff') {
          bounds.add((char) (to + 1));
        }
      }
      case Then(Language a, Language b) -> {
        a.bounds(bounds);
        b.bounds(bounds);
      }
      case Either(Set<Language> parts) -> new ArrayList<>(parts).forEach(p -> p.bounds(bounds));
      case Both(Set<Language> parts) -> new ArrayList<>(parts).forEach(p -> p.bounds(bounds));
      case Not(Language part) -> part.bounds(bounds);
      case Star(Language part) -> part.bounds(bounds);
    }
  }
}
