package dev.symphony.capabilities.right;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The text form of a right: {@code service.operation[,operation]...[:pattern[|pattern]...]} and
 * then constraints, each after a semicolon: {@code calls=N}, {@code bytes=N}, {@code rate=N/s|m|h},
 * {@code expires=RFC3339}, {@code max.PARAMETER=N}, {@code length.PARAMETER=N}, {@code
 * in.PARAMETER=a|b|c}.
 */
final class RightText {
  private static final Map<String, Duration> UNITS =
      Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

  private RightText() {}

  static Right parse(String text) {
    String[] parts = text.split(";", -1);
    int colon = parts[0].indexOf(':');
    String subject = colon < 0 ? parts[0] : parts[0].substring(0, colon);
    String patterns = colon < 0 ? "**" : parts[0].substring(colon + 1);
    int dot = subject.indexOf('.');
    if (dot < 0) {
      throw new RightSyntaxException(
          "'" + text + "' is not a right: write service.operation:pattern, as files.read:src/**");
    }
    return new Right(
        subject.substring(0, dot).strip(),
        operations(subject.substring(dot + 1)),
        Arrays.stream(patterns.split("\\|", -1)).map(ResourcePattern::of).toList(),
        Arrays.stream(parts).skip(1).map(RightText::constraint).toList());
  }

  private static Set<String> operations(String text) {
    return text.isEmpty()
        ? Set.of()
        : Arrays.stream(text.split(",", -1))
            .map(String::strip)
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Constraint constraint(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new RightSyntaxException("'" + text + "' is not a constraint: write name=value");
    }
    String name = text.substring(0, equals).strip();
    String value = text.substring(equals + 1).strip();
    try {
      return constraint(name, value);
    } catch (NumberFormatException | DateTimeException e) {
      throw new RightSyntaxException("'" + value + "' is not a value for '" + name + "'");
    }
  }

  private static Constraint constraint(String name, String value) {
    int dot = name.indexOf('.');
    String parameter = name.substring(dot + 1);
    return switch (dot < 0 ? name : name.substring(0, dot)) {
      case "calls" -> new Constraint.Calls(Long.parseLong(value));
      case "bytes" -> new Constraint.TotalBytes(Long.parseLong(value));
      case "rate" -> rate(value);
      case "expires" -> new Constraint.Expires(Instant.parse(value));
      case "max" -> new Constraint.AtMost(parameter, Double.parseDouble(value));
      case "length" -> new Constraint.MaxLength(parameter, Integer.parseInt(value));
      case "in" -> new Constraint.OneOf(parameter, Set.copyOf(List.of(value.split("\\|", -1))));
      default ->
          throw new RightSyntaxException(
              "'"
                  + name
                  + "' is not a constraint (calls, bytes, rate, expires, max.PARAMETER,"
                  + " length.PARAMETER, in.PARAMETER)");
    };
  }

  private static Constraint rate(String value) {
    int slash = value.indexOf('/');
    Duration unit = UNITS.get(value.substring(slash + 1));
    if (slash < 0 || unit == null) {
      throw new RightSyntaxException("'" + value + "' is not a rate: write 10/s, 10/m or 10/h");
    }
    return new Constraint.Rate(Long.parseLong(value.substring(0, slash)), unit);
  }

  static String print(Right right) {
    List<String> parts = new ArrayList<>();
    parts.add(
        right.service()
            + "."
            + String.join(",", right.operations())
            + ":"
            + right.resources().stream()
                .map(ResourcePattern::toString)
                .collect(Collectors.joining("|")));
    right.constraints().forEach(c -> parts.add(print(c)));
    return String.join(";", parts);
  }

  private static String print(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Expires c -> "expires=" + c.instant();
      case Constraint.Calls c -> "calls=" + c.calls();
      case Constraint.TotalBytes c -> "bytes=" + c.bytes();
      case Constraint.Rate c -> "rate=" + c.calls() + "/" + unit(c.per());
      case Constraint.AtMost c -> "max." + c.parameter() + "=" + c.limit();
      case Constraint.MaxLength c -> "length." + c.parameter() + "=" + c.length();
      case Constraint.OneOf c -> "in." + c.parameter() + "=" + String.join("|", c.values());
    };
  }

  private static String unit(Duration per) {
    return UNITS.entrySet().stream()
        .filter(e -> e.getValue().equals(per))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(per.toString());
  }
}
