package dev.symphony.host.token;

import dev.symphony.capabilities.datalog.Check;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Checks in plain language; a check of an unknown shape is quoted. */
public final class CheckWords {
  private record Shape(Pattern pattern, String words) {
    static Shape of(String pattern, String words) {
      return new Shape(Pattern.compile(pattern, Pattern.DOTALL), words);
    }
  }

  private static final String TEXT = "(\"(?:[^\"\\\\]|\\\\.)*\")";
  private static final String SET = "\\{([^{}]*)\\}";
  private static final String VARIABLE = "\\$[a-z]\\w*";

  private static final Pattern EXPIRY =
      Pattern.compile("check if time\\((" + VARIABLE + ")\\), \\1 (<=?) (\\d{4}-\\d\\d-\\S+)");

  private static final List<Shape> SHAPES =
      List.of(
          Shape.of("check if service\\(" + TEXT + "\\)", "only the service %s"),
          Shape.of("check if operation\\(" + TEXT + "\\)", "only the operation %s"),
          Shape.of(
              "check if operation\\((" + VARIABLE + ")\\), " + SET + "\\.contains\\(\\1\\)",
              "only the operations %2$s"),
          Shape.of("check if resource\\(" + TEXT + "\\)", "only the resource %s"),
          Shape.of(
              "check if resource\\((" + VARIABLE + ")\\), \\1\\.starts_with\\(" + TEXT + "\\)",
              "only resources whose name starts with %2$s"),
          Shape.of(
              "reject if resource\\((" + VARIABLE + ")\\), !\\((.*)\\)",
              "only resources for which: %2$s"),
          Shape.of(
              "reject if resource_pattern\\((" + VARIABLE + ")\\), !\\((.*)\\)",
              "only globs of resources for which: %2$s"),
          Shape.of("check if time\\((" + VARIABLE + ")\\), \\1 < (\\S+)", "only before %2$s"),
          Shape.of("check if time\\((" + VARIABLE + ")\\), \\1 <= (\\S+)", "only until %2$s"),
          Shape.of("check if time\\((" + VARIABLE + ")\\), \\1 >= (\\S+)", "only from %2$s on"),
          Shape.of(
              "reject if argument\\(" + TEXT + ", (" + VARIABLE + ")\\), \\2 > (-?\\d+)",
              "the argument %1$s is at most %3$s"),
          Shape.of(
              "reject if argument_size\\(" + TEXT + ", (" + VARIABLE + ")\\), \\2 > (\\d+)",
              "the argument %1$s has at most %3$s elements"),
          Shape.of(
              "reject if argument\\("
                  + TEXT
                  + ", ("
                  + VARIABLE
                  + ")\\), !"
                  + SET
                  + "\\.contains\\(\\2\\)",
              "the argument %1$s is one of %3$s"),
          Shape.of("check if holder\\(" + TEXT + "\\)", "only for the holder of the key %s"));

  private CheckWords() {}

  /** The check in words. */
  public static String of(Check check) {
    String text = check.toString();
    for (Shape shape : SHAPES) {
      Matcher matcher = shape.pattern().matcher(text);
      if (matcher.matches()) {
        return shape.words().formatted(groups(matcher));
      }
    }
    return switch (check.kind()) {
      case ONE, ALL -> "only if this holds: " + text;
      case REJECT -> "never if this holds: " + text;
    };
  }

  /** The moment from which on a check can't hold, when it is nothing but an expiry. */
  static Optional<Instant> end(Check check) {
    Matcher matcher = EXPIRY.matcher(check.toString());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Instant bound = OffsetDateTime.parse(matcher.group(3)).toInstant();
    return Optional.of(matcher.group(2).equals("<") ? bound : bound.plusSeconds(1));
  }

  private static Object[] groups(Matcher matcher) {
    return IntStream.rangeClosed(1, matcher.groupCount()).mapToObj(matcher::group).toArray();
  }
}
