package dev.symphony.policy.world;

import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.policy.solver.Formula;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A set of calls that a question is about.
 *
 * @param right service, operations and resources; its constraints mean nothing here
 * @param where what the numbers among the arguments have to be like
 */
public record Target(Right right, List<Where> where) {
  private static final Pattern CONDITION =
      Pattern.compile("([A-Za-z][A-Za-z0-9]*) *(<|<=|=|>=|>) *(-?[0-9]{1,18})");

  public Target {
    where = List.copyOf(where);
    if (!right.constraints().isEmpty()) {
      throw new IllegalArgumentException(
          "'" + right + "': a target has no limits; say where = [\"parameter > 5\"]");
    }
  }

  /** A condition on a number among the arguments. */
  public record Where(String parameter, Formula.Relation relation, long bound) {
    /**
     * Reads a condition, for example {@code n > 1000}.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Where parse(String text) {
      Matcher matcher = CONDITION.matcher(text.strip());
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a condition: write a parameter, < <= = >= or >, and a number");
      }
      return new Where(
          matcher.group(1), relation(matcher.group(2)), Long.parseLong(matcher.group(3)));
    }

    private static Formula.Relation relation(String sign) {
      return switch (sign) {
        case "<" -> Formula.Relation.LESS;
        case "<=" -> Formula.Relation.AT_MOST;
        case "=" -> Formula.Relation.EQUAL;
        case ">=" -> Formula.Relation.AT_LEAST;
        default -> Formula.Relation.MORE;
      };
    }

    @Override
    public String toString() {
      return parameter + " " + relation.name().toLowerCase(Locale.ROOT) + " " + bound;
    }
  }

  /**
   * Reads a target: a right without limits; a service alone stands for all of its operations.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Target parse(String text) {
    int colon = text.indexOf(':');
    String subject = colon < 0 ? text : text.substring(0, colon);
    return new Target(
        Right.parse(
            subject.indexOf('.') < 0 ? subject + ".*" + text.substring(subject.length()) : text),
        List.of());
  }

  /** Whether calls of {@code operation} of {@code service} can be among them. */
  public boolean names(String service, String operation) {
    return right.service().equals(service) && right.includes(operation);
  }

  /** Whether every resource is meant. */
  public boolean isEverywhere() {
    return right.resources().contains(ResourcePattern.ANY) && where.isEmpty();
  }

  @Override
  public String toString() {
    return right + (where.isEmpty() ? "" : " where " + where);
  }
}
