package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.datalog.BinaryOperator.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads expressions into instructions, by recursive descent over the levels of operators. */
final class ExpressionParser {
  /** The operators written between their operands; of two with the same start, the longer first. */
  private static final List<BinaryOperator> INFIX =
      List.of(
          BinaryOperator.LAZY_OR,
          BinaryOperator.LAZY_AND,
          BinaryOperator.LESS_OR_EQUAL,
          BinaryOperator.GREATER_OR_EQUAL,
          BinaryOperator.LESS_THAN,
          BinaryOperator.GREATER_THAN,
          BinaryOperator.EQUAL,
          BinaryOperator.NOT_EQUAL,
          BinaryOperator.HETEROGENEOUS_EQUAL,
          BinaryOperator.HETEROGENEOUS_NOT_EQUAL,
          BinaryOperator.BITWISE_XOR,
          BinaryOperator.BITWISE_OR,
          BinaryOperator.BITWISE_AND,
          BinaryOperator.ADD,
          BinaryOperator.SUB,
          BinaryOperator.MUL,
          BinaryOperator.DIV);

  private final Scanner in;
  private final TermParser terms;

  ExpressionParser(Scanner in, TermParser terms) {
    this.in = in;
    this.terms = terms;
  }

  Expression expression() {
    return new Expression(parse());
  }

  private List<Op> parse() {
    in.enter();
    List<Op> ops = new ArrayList<>();
    operators(Level.OR, ops);
    in.leave();
    return ops;
  }

  /** Reads operands joined by operators that bind at least as tightly as the level. */
  private void operators(Level least, List<Op> ops) {
    operand(ops);
    Level most = Level.PRODUCT;
    while (true) {
      in.skipSpace();
      Optional<BinaryOperator> found = infix();
      if (found.isEmpty()
          || found.get().level().compareTo(least) < 0
          || found.get().level().compareTo(most) > 0) {
        return;
      }
      in.advance(found.get().symbol().length());
      most = found.get().level();
      rightOperand(found.get(), ops);
      if (most == Level.COMPARISON) {
        most = Level.AND;
      }
    }
  }

  private void rightOperand(BinaryOperator operator, List<Op> ops) {
    Level tighter = operator.level().tighter();
    in.enter();
    if (operator == BinaryOperator.LAZY_AND || operator == BinaryOperator.LAZY_OR) {
      List<Op> body = new ArrayList<>();
      operators(tighter, body);
      ops.add(new Op.Closure(List.of(), body));
    } else {
      operators(tighter, ops);
    }
    in.leave();
    ops.add(new Op.Binary(operator));
  }

  private Optional<BinaryOperator> infix() {
    for (BinaryOperator operator : INFIX) {
      if (in.looksAt(operator.symbol())) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  /** Reads a negation, or a term or parentheses with the methods called on it. */
  private void operand(List<Op> ops) {
    in.skipSpace();
    if (in.accept('!')) {
      in.enter();
      operators(Level.SUM, ops);
      in.leave();
      ops.add(new Op.Unary(UnaryOperator.NEGATE));
      return;
    }
    int start = ops.size();
    if (in.accept('(')) {
      ops.addAll(parse());
      in.expect(')');
      ops.add(new Op.Unary(UnaryOperator.PARENS));
    } else {
      ops.add(new Op.Value(terms.term()));
    }
    methods(start, ops);
  }

  private void methods(int start, List<Op> ops) {
    if (in.peek() == '.' && ops.getLast() instanceof Op.Value(Term.Date _)) {
      throw in.error("put the date in parentheses to call a method on it");
    }
    while (in.accept('.')) {
      int nameStart = in.position();
      String name = in.name();
      in.expect('(');
      in.skipSpace();
      if (name.startsWith("extern::")) {
        call(nameStart, name.substring("extern::".length()), ops);
      } else {
        method(nameStart, name, start, ops);
      }
      in.expect(')');
    }
  }

  private void call(int nameStart, String function, List<Op> ops) {
    if (function.isEmpty()) {
      throw in.errorAt(nameStart, "expected the name of a function");
    }
    if (in.peek() == ')') {
      ops.add(new Op.UnaryCall(function));
    } else {
      ops.addAll(parse());
      ops.add(new Op.BinaryCall(function));
    }
  }

  private void method(int nameStart, String name, int start, List<Op> ops) {
    switch (name) {
      case "length" -> ops.add(new Op.Unary(UnaryOperator.LENGTH));
      case "type" -> ops.add(new Op.Unary(UnaryOperator.TYPE_OF));
      case "try_or" -> {
        List<Op> receiver = ops.subList(start, ops.size());
        Op.Closure attempt = new Op.Closure(List.of(), receiver);
        receiver.clear();
        ops.add(attempt);
        ops.addAll(parse());
        ops.add(new Op.Binary(BinaryOperator.TRY_OR));
      }
      default -> binaryMethod(nameStart, name, ops);
    }
  }

  private void binaryMethod(int nameStart, String name, List<Op> ops) {
    BinaryOperator operator =
        methodNamed(name).orElseThrow(() -> in.errorAt(nameStart, "unknown method " + name));
    if (operator.takesClosure()) {
      ops.add(closure());
    } else {
      ops.addAll(parse());
    }
    ops.add(new Op.Binary(operator));
  }

  private static Optional<BinaryOperator> methodNamed(String name) {
    for (BinaryOperator operator : BinaryOperator.values()) {
      if (operator.level() == Level.METHOD && operator.symbol().equals(name)) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }

  private Op closure() {
    if (!in.accept('$')) {
      throw in.error("expected a closure, like $x -> $x > 0" + in.found());
    }
    String parameter = in.name();
    in.skipSpace();
    if (parameter.isEmpty() || !in.accept("->")) {
      throw in.error("expected '->'" + in.found());
    }
    return new Op.Closure(List.of(parameter), parse());
  }
}
