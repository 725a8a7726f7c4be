package dev.symphony.capabilities.datalog;

import java.util.List;

/** A condition over the variables of a query, in the order of a stack machine. */
public record Expression(List<Op> ops) {
  public Expression {
    ops = List.copyOf(ops);
  }

  /** The text form. */
  @Override
  public String toString() {
    return DatalogPrinter.print(this);
  }
}
