package dev.symphony.capabilities.authority;

import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.key.PublicKey;
import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The checks that narrow a token to a right: in the authority block what was granted, in a later
 * block what a holder gives on.
 *
 * <p>A check is never wider than the right: times are cut to whole seconds, numeric limits to whole
 * numbers, and a number with a fraction passes no numeric limit. What is counted (calls, bytes,
 * rates) can't be said in a check.
 */
public final class RightChecks {
  private RightChecks() {}

  /**
   * A block that narrows a token to a right.
   *
   * @throws IllegalArgumentException when the right limits what only the issuer can count
   */
  public static Block narrowing(Right right) {
    for (Constraint constraint : right.constraints()) {
      if (isCounted(constraint)) {
        throw new IllegalArgumentException(
            "calls, bytes and rates are counted by the issuer; a holder can't limit them");
      }
    }
    CheckText out = new CheckText();
    out.check("check if service(" + out.text(right.service()) + ")");
    add(right, out);
    return out.block();
  }

  /** A block that binds a token to whoever has a key. */
  public static Block boundTo(PublicKey holder) {
    CheckText out = new CheckText();
    addHolder(holder, out);
    return out.block();
  }

  static void addHolder(PublicKey holder, CheckText out) {
    out.check("check if holder(" + out.text(holder.toString()) + ")");
  }

  static boolean isCounted(Constraint constraint) {
    return switch (constraint) {
      case Constraint.Calls _, Constraint.TotalBytes _, Constraint.Rate _ -> true;
      case Constraint.Expires _, Constraint.AtMost _, Constraint.MaxLength _, Constraint.OneOf _ ->
          false;
    };
  }

  static void add(Right right, CheckText out) {
    if (!right.includes(Right.EVERY_OPERATION)) {
      Term operations = Term.setOf(right.operations().stream().map(Term::of).toList());
      out.check("check if operation($o), " + out.value(operations) + ".contains($o)");
    }
    if (!right.resources().contains(ResourcePattern.ANY)) {
      out.check(
          "reject if resource($r), !("
              + any(right, p -> GlobCondition.NAME.on("$r", p, out))
              + ")");
      out.check(
          "reject if resource_pattern($r), !("
              + any(right, p -> GlobCondition.PATTERN.on("$r", p, out))
              + ")");
    }
    right.constraints().forEach(c -> add(c, out));
  }

  private static String any(Right right, Function<ResourcePattern, String> condition) {
    return right.resources().stream().map(condition).collect(Collectors.joining(" || "));
  }

  private static void add(Constraint constraint, CheckText out) {
    switch (constraint) {
      case Constraint.Expires c ->
          out.check(
              "check if time($t), $t < "
                  + out.value(new Term.Date(Math.max(0, c.instant().getEpochSecond()))));
      case Constraint.AtMost c ->
          out.check(
              "reject if argument(%s, $v), $v > %s"
                  .formatted(
                      out.text(c.parameter()), out.value(Term.of((long) Math.floor(c.limit())))));
      case Constraint.MaxLength c ->
          out.check(
              "reject if argument_size(%s, $n), $n > %s"
                  .formatted(out.text(c.parameter()), out.value(Term.of(c.length()))));
      case Constraint.OneOf c ->
          out.check(
              "reject if argument(%s, $v), !%s.contains($v)"
                  .formatted(
                      out.text(c.parameter()),
                      out.value(Term.setOf(c.values().stream().map(Term::of).toList()))));
      case Constraint.Calls _, Constraint.TotalBytes _, Constraint.Rate _ -> {}
    }
  }
}
