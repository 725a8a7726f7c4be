package dev.symphony.capabilities.datalog;

import java.util.List;

/** One instruction of the stack machine that expressions are written for. */
public sealed interface Op {
  /** Pushes a value, or the value of a variable. */
  record Value(Term term) implements Op {}

  /** Replaces the topmost value. */
  record Unary(UnaryOperator operator) implements Op {}

  /** Replaces the topmost value by what a function of the host makes of it. */
  record UnaryCall(String function) implements Op {
    public UnaryCall {
      Names.requireVariable(function);
    }
  }

  /** Replaces the two topmost values; one of them may be a closure. */
  record Binary(BinaryOperator operator) implements Op {}

  /** Replaces the two topmost values by what a function of the host makes of them. */
  record BinaryCall(String function) implements Op {
    public BinaryCall {
      Names.requireVariable(function);
    }
  }

  /** Pushes a piece of program that is evaluated as often as its operator needs it. */
  record Closure(List<String> parameters, List<Op> body) implements Op, Operand {
    public Closure {
      parameters = List.copyOf(parameters);
      parameters.forEach(Names::requireVariable);
      body = List.copyOf(body);
    }
  }
}
