package dev.symphony.policy.solver;

import java.util.List;

/** A statement about named texts, whole numbers and flags. */
public sealed interface Formula {
  /** True or false. */
  record Constant(Truth truth) implements Formula {}

  /** The flag is set. */
  record Flag(String name) implements Formula {}

  /** {@code prefix} and the text after it are in {@code language}. */
  record In(String prefix, String text, Language language) implements Formula {}

  /** Two texts are the same. */
  record Same(String left, String right) implements Formula {}

  /**
   * The text {@code whole} is put together from {@code parts}, of which those that begin with
   * {@code =} are literal and the others names.
   */
  record Joined(String whole, List<String> parts) implements Formula {
    public Joined {
      parts = List.copyOf(parts);
    }
  }

  /** The number stands in this relation to {@code bound}. */
  record Compared(String number, Relation relation, long bound) implements Formula {}

  /** It is not so. */
  record Not(Formula part) implements Formula {}

  /** All of them hold. */
  record All(List<Formula> parts) implements Formula {
    public All {
      parts = List.copyOf(parts);
    }
  }

  /** At least one of them holds. */
  record Any(List<Formula> parts) implements Formula {
    public Any {
      parts = List.copyOf(parts);
    }
  }

  /** The two constants. */
  enum Truth {
    TRUE,
    FALSE
  }

  /** How numbers can stand to each other. */
  enum Relation {
    LESS,
    AT_MOST,
    EQUAL,
    AT_LEAST,
    MORE
  }

  /** What always holds. */
  static Formula always() {
    return new Constant(Truth.TRUE);
  }

  /** What never holds. */
  static Formula never() {
    return new Constant(Truth.FALSE);
  }

  /** All of these. */
  static Formula all(Formula... parts) {
    return new All(List.of(parts));
  }

  /** One of these. */
  static Formula any(Formula... parts) {
    return new Any(List.of(parts));
  }

  /** The opposite. */
  static Formula not(Formula part) {
    return new Not(part);
  }

  /** The text is in the language. */
  static Formula in(String text, Language language) {
    return new In("", text, language);
  }

  /** The text is exactly this one. */
  static Formula is(String text, String value) {
    return new In("", text, Language.word(value));
  }

  /** Whether it holds under {@code assignment}. */
  default boolean holds(Assignment assignment) {
    return switch (this) {
      case Constant(Truth truth) -> truth == Truth.TRUE;
      case Flag(String name) -> assignment.flags().contains(name);
      case In(String prefix, String text, Language language) ->
          language.has(prefix + assignment.text(text));
      case Same(String left, String right) -> assignment.text(left).equals(assignment.text(right));
      case Joined(String whole, List<String> parts) ->
          assignment.text(whole).equals(assignment.joined(parts));
      case Compared(String number, Relation relation, long bound) ->
          holds(Long.compare(assignment.number(number), bound), relation);
      case Not(Formula part) -> !part.holds(assignment);
      case All(List<Formula> parts) -> parts.stream().allMatch(p -> p.holds(assignment));
      case Any(List<Formula> parts) -> parts.stream().anyMatch(p -> p.holds(assignment));
    };
  }

  private static boolean holds(int comparison, Relation relation) {
    return switch (relation) {
      case LESS -> comparison < 0;
      case AT_MOST -> comparison <= 0;
      case EQUAL -> comparison == 0;
      case AT_LEAST -> comparison >= 0;
      case MORE -> comparison > 0;
    };
  }
}
