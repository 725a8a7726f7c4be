package dev.symphony.policy.world;

import dev.symphony.capabilities.right.Constraint;
import dev.symphony.capabilities.right.ResourcePattern;
import dev.symphony.capabilities.right.Right;
import dev.symphony.kernel.service.OperationDeclaration;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.ValueType;
import dev.symphony.policy.solver.Formula;
import dev.symphony.policy.solver.Language;
import dev.symphony.policy.solver.Names;
import dev.symphony.policy.solver.Solution;
import dev.symphony.policy.solver.Solver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the gate asks of a call through a held right, as a formula over the arguments: the same
 * conditions that the kernel compiles a right into. Quotas and rates let a first call through and
 * are left to the rehearsal.
 */
final class Admission {
  /** The text that stands for the name of the resource. */
  static final String RESOURCE = "resource";

  /** Lengths beyond this are not put into the formula: examples are shorter. */
  private static final int LONG = 256;

  private final Held held;
  private final OperationDeclaration operation;

  Admission(Held held, OperationDeclaration operation) {
    this.held = held;
    this.operation = operation;
  }

  /** Whether a call that is one of {@code target} can pass at {@code moment}, with an example. */
  Solution of(Target target, Instant moment) {
    if (!held.includes(operation.name()) || !held.isLiveAt(moment)) {
      return new Solution.Impossible();
    }
    List<Formula> parts = new ArrayList<>();
    parts.add(formula());
    if (operation.resourceParameter() >= 0) {
      parts.add(matching(target.right().resources()));
    }
    for (Target.Where where : target.where()) {
      parts.add(
          isNumber(where.parameter())
              ? new Formula.Compared(where.parameter(), where.relation(), where.bound())
              : Formula.never());
    }
    return solved(parts);
  }

  /** An example with a name is better than one without. */
  private Solution solved(List<Formula> parts) {
    if (operation.resourceForm() == Resource.Form.NAME && operation.resourceParameter() >= 0) {
      List<Formula> named = new ArrayList<>(parts);
      named.add(Formula.not(Formula.is(RESOURCE, "")));
      if (Solver.solve(new Formula.All(named)) instanceof Solution.Possible possible) {
        return possible;
      }
    }
    return Solver.solve(new Formula.All(parts));
  }

  /** Which arguments can pass, while the right lasts. */
  Formula formula() {
    List<Formula> parts = new ArrayList<>();
    held.chain().forEach(right -> demands(right, parts));
    if (operation.resourceParameter() >= 0) {
      parts.add(form());
    }
    return new Formula.All(parts);
  }

  /** Whether the call that names {@code name}, and leaves everything else open, can pass. */
  boolean admits(String name, Instant moment) {
    return held.includes(operation.name())
        && held.isLiveAt(moment)
        && held.chain().stream()
            .allMatch(right ->
                right.resources().stream().anyMatch(pattern -> pattern.matches(name))
                    && right.constraints().stream().allMatch(c -> allows(c, name)));
  }

  private boolean allows(Constraint constraint, String name) {
    return switch (constraint) {
      case Constraint.OneOf c -> !isResource(c.parameter()) || c.values().contains(name);
      case Constraint.MaxLength c -> !isResource(c.parameter()) || name.length() <= c.length();
      case Constraint.AtMost c -> !isResource(c.parameter());
      case Constraint.Expires c -> true;
      case Constraint.Calls c -> true;
      case Constraint.TotalBytes c -> true;
      case Constraint.Rate c -> true;
    };
  }

  private void demands(Right right, List<Formula> parts) {
    if (operation.resourceParameter() >= 0 && !right.resources().contains(ResourcePattern.ANY)) {
      parts.add(
          operation.resourceForm() == Resource.Form.PREFIX
              ? covering(right.resources())
              : matching(right.resources()));
    }
    right.constraints().forEach(constraint -> demand(constraint, parts));
  }

  private static Formula matching(List<ResourcePattern> patterns) {
    return slashed(Language.either(patterns.stream().map(Names::matching).toList()));
  }

  private static Formula covering(List<ResourcePattern> patterns) {
    return slashed(Language.either(patterns.stream().map(Names::coveredAsPrefix).toList()));
  }

  private static Formula slashed(Language language) {
    return new Formula.In("/", RESOURCE, language);
  }

  /** The form that the name has to have, whatever the rights say. */
  private Formula form() {
    return switch (operation.resourceForm()) {
      case PATH, PATTERN ->
          Formula.all(
              Formula.in(RESOURCE, Names.plain()), Formula.not(slashed(Names.degenerate())));
      case PREFIX -> Formula.in(RESOURCE, Names.plain());
      case NAME ->
          Names.isTarget(operation) ? Formula.in(RESOURCE, Names.target()) : Formula.always();
    };
  }

  private void demand(Constraint constraint, List<Formula> parts) {
    switch (constraint) {
      case Constraint.AtMost(String parameter, double limit) when isNumber(parameter) ->
          parts.add(
              new Formula.Compared(parameter, Formula.Relation.AT_MOST, (long) Math.floor(limit)));
      case Constraint.AtMost(String parameter, double limit) ->
          parts.add(operation.indexOfParameter(parameter) < 0 ? Formula.always() : Formula.never());
      case Constraint.MaxLength(String parameter, int length) when isResource(parameter) ->
          parts.add(
              length > LONG ? Formula.always() : Formula.in(RESOURCE, Language.atMost(length)));
      case Constraint.OneOf c when operation.indexOfParameter(c.parameter()) >= 0 ->
          parts.add(
              Formula.in(
                  isResource(c.parameter()) ? RESOURCE : c.parameter(),
                  Language.either(c.values().stream().map(Language::word).toList())));
      case Constraint.OneOf c -> {}
      case Constraint.MaxLength c -> {}
      case Constraint.Expires c -> {}
      case Constraint.Calls c -> {}
      case Constraint.TotalBytes c -> {}
      case Constraint.Rate c -> {}
    }
  }

  private boolean isResource(String parameter) {
    int index = operation.indexOfParameter(parameter);
    return index >= 0 && index == operation.resourceParameter();
  }

  private boolean isNumber(String parameter) {
    int index = operation.indexOfParameter(parameter);
    return index >= 0
        && (operation.parameters().get(index).type() == ValueType.Simple.INTEGER
            || operation.parameters().get(index).type() == ValueType.Simple.NUMBER);
  }
}
