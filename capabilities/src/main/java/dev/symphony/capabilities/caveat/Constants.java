package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.datalog.Authorization;
import dev.symphony.capabilities.datalog.Authorizer;
import dev.symphony.capabilities.datalog.BinaryOperator;
import dev.symphony.capabilities.datalog.Block;
import dev.symphony.capabilities.datalog.Expression;
import dev.symphony.capabilities.datalog.Op;
import dev.symphony.capabilities.datalog.Policy;
import dev.symphony.capabilities.datalog.Program;
import dev.symphony.capabilities.datalog.Query;
import dev.symphony.capabilities.datalog.Term;
import java.util.List;
import java.util.Optional;

/** Operators between values that are the same for every call, as Datalog itself decides them. */
final class Constants {
  private Constants() {}

  /** The truth of an operator, or nothing when the result is an error or no truth. */
  static Optional<Term> apply(BinaryOperator operator, Term left, Term right) {
    List<Op> ops = List.of(new Op.Value(left), new Op.Value(right), new Op.Binary(operator));
    Query query = new Query(List.of(), List.of(new Expression(ops)), List.of());
    Policy policy = new Policy(Policy.Kind.ALLOW, List.of(query));
    Program program = new Program(Block.empty(), List.of(policy));
    return switch (Authorizer.of(program).evaluate().authorization()) {
      case Authorization.Allowed _ -> Optional.of(Term.of(true));
      case Authorization.NoMatchingPolicy _ -> Optional.of(Term.of(false));
      case Authorization.Unauthorized _, Authorization.InvalidRule _, Authorization.Failed _ ->
          Optional.empty();
    };
  }
}
