package dev.symphony.capabilities.datalog;

import java.util.Optional;

/** A function of the host that expressions call as {@code $x.extern::name()}. */
@FunctionalInterface
public interface ExternFunction {
  /**
   * The result of the call, or nothing where the function refuses its arguments.
   *
   * @param receiver the value in front of the dot
   * @param argument the value in the parentheses, where there is one
   */
  Optional<Term> call(Term receiver, Optional<Term> argument);
}
