package dev.symphony.policy.solver;

/**
 * Decides whether formulas can hold. Formulas about texts and flags are decided here, branch by
 * branch; those with numbers, and those with too many branches, go to the SMT solver Z3, which is
 * loaded when it is first needed. Every example is checked against the formula before it is given
 * out.
 */
public final class Solver {
  private Solver() {}

  /** Decides. */
  public static Solution solve(Formula formula) {
    return Branches.solve(formula).orElseGet(() -> checked(formula, Z3.solve(formula)));
  }

  private static Solution checked(Formula formula, Solution solution) {
    return solution instanceof Solution.Possible(Assignment example) && !formula.holds(example)
        ? new Solution.Undecided("the solver's example does not hold: " + example)
        : solution;
  }
}
