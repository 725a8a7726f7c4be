package dev.symphony.capabilities.datalog;

import java.util.List;

/** What an authorizer brings along: statements of its own, and the policies that decide. */
public record Program(Block block, List<Policy> policies) {
  public Program {
    policies = List.copyOf(policies);
  }

  /** The text form, one statement a line. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
