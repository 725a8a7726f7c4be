package dev.symphony.registry.consent;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import java.util.List;
import java.util.Set;

/**
 * Tells whether one right allows everything that another one allows. The answer yes is always
 * right; a few pairs of patterns that are written very differently get no although the one contains
 * the other.
 */
final class RightCoverage {
  private RightCoverage() {}

  /** The right cut up into rights of one operation on one pattern each. */
  static List<Right> parts(Right right) {
    return right.operations().stream()
        .flatMap(operation ->
            right.resources().stream()
                .map(pattern ->
                    new Right(
                        right.service(), Set.of(operation), List.of(pattern), right.constraints())))
        .toList();
  }

  /** Whether {@code wide} allows what {@code part}, of one operation and pattern, allows. */
  static boolean coversPart(Right wide, Right part) {
    String operation = part.operations().iterator().next();
    ResourcePattern pattern = part.resources().getFirst();
    return wide.service().equals(part.service())
        && wide.includes(operation)
        && wide.resources().stream().anyMatch(p -> p.covers(pattern))
        && wide.constraints().stream()
            .allMatch(limit -> part.constraints().stream().anyMatch(c -> implies(c, limit)));
  }

  /** Whether whatever keeps to {@code tight} keeps to {@code loose} as well. */
  private static boolean implies(Constraint tight, Constraint loose) {
    return switch (loose) {
      case Constraint.Expires l ->
          tight instanceof Constraint.Expires t && !t.instant().isAfter(l.instant());
      case Constraint.Calls l -> tight instanceof Constraint.Calls t && t.calls() <= l.calls();
      case Constraint.TotalBytes l ->
          tight instanceof Constraint.TotalBytes t && t.bytes() <= l.bytes();
      case Constraint.Rate l ->
          tight instanceof Constraint.Rate t
              && t.calls() <= l.calls()
              && t.per().compareTo(l.per()) >= 0;
      case Constraint.AtMost l ->
          tight instanceof Constraint.AtMost t
              && t.parameter().equals(l.parameter())
              && t.limit() <= l.limit();
      case Constraint.MaxLength l ->
          tight instanceof Constraint.MaxLength t
              && t.parameter().equals(l.parameter())
              && t.length() <= l.length();
      case Constraint.OneOf l ->
          tight instanceof Constraint.OneOf t
              && t.parameter().equals(l.parameter())
              && l.values().containsAll(t.values());
    };
  }

  /** Whether what the right allows is counted. */
  static boolean isMetered(Right right) {
    return right.constraints().stream()
        .anyMatch(c ->
            c instanceof Constraint.Calls
                || c instanceof Constraint.TotalBytes
                || c instanceof Constraint.Rate);
  }
}
