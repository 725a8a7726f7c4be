package dev.symphony.capabilities.token;

import dev.symphony.capabilities.datalog.BinaryOperator;
import dev.symphony.capabilities.datalog.Expression;
import dev.symphony.capabilities.datalog.Op;
import dev.symphony.capabilities.datalog.UnaryOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The encoding of expressions, against the symbols of one table. */
final class ExpressionCodec {
  /** How deep closures may be nested. */
  private static final int MAX_DEPTH = 64;

  private final SymbolTable table;
  private final TermCodec terms;

  ExpressionCodec(SymbolTable table, TermCodec terms) {
    this.table = table;
    this.terms = terms;
  }

  Expression read(WireReader in) {
    List<Op> ops = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      if (field != 1) {
        throw in.unknown(field);
      }
      ops.add(readOp(in.message(), 0));
    }
    return new Expression(ops);
  }

  private Op readOp(WireReader in, int depth) {
    if (!in.hasNext()) {
      throw in.fault("an instruction is empty");
    }
    int field = in.field();
    Op op =
        switch (field) {
          case 1 -> new Op.Value(terms.read(in.message()));
          case 2 -> readUnary(in.message());
          case 3 -> readBinary(in.message());
          case 4 -> readClosure(in.message(), depth + 1);
          default -> throw in.unknown(field);
        };
    if (in.hasNext()) {
      throw in.fault("an instruction has two contents");
    }
    return op;
  }

  /** The number of an operator, and the name of a function where the operator is a call. */
  private record Operator(long wireId, Optional<String> function) {}

  private Operator readOperator(WireReader in, int call) {
    Once<Long> kind = new Once<>("the kind of an operator");
    Once<String> function = new Once<>("the name of a function");
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> kind.set(in, in.number());
        case 2 -> function.set(in, table.symbol(in.number()));
        default -> throw in.unknown(field);
      }
    }
    long wireId = kind.required(in);
    if ((wireId == call) != function.optional().isPresent()) {
      throw in.fault("calls of functions have names, and other operators have none");
    }
    return new Operator(wireId, function.optional());
  }

  private Op readUnary(WireReader in) {
    Operator operator = readOperator(in, UnaryOperator.CALL_WIRE_ID);
    if (operator.function().isPresent()) {
      return named(in, () -> new Op.UnaryCall(operator.function().get()));
    }
    return UnaryOperator.ofWireId(operator.wireId())
        .map(Op.Unary::new)
        .orElseThrow(() -> in.fault("unknown unary operator"));
  }

  private Op readBinary(WireReader in) {
    Operator operator = readOperator(in, BinaryOperator.CALL_WIRE_ID);
    if (operator.function().isPresent()) {
      return named(in, () -> new Op.BinaryCall(operator.function().get()));
    }
    return BinaryOperator.ofWireId(operator.wireId())
        .map(Op.Binary::new)
        .orElseThrow(() -> in.fault("unknown binary operator"));
  }

  private static Op named(WireReader in, java.util.function.Supplier<Op> op) {
    try {
      return op.get();
    } catch (IllegalArgumentException e) {
      throw in.fault("a name has characters that names do not have");
    }
  }

  private Op readClosure(WireReader in, int depth) {
    if (depth > MAX_DEPTH) {
      throw in.fault("closures are nested too deeply");
    }
    List<String> parameters = new ArrayList<>();
    List<Op> body = new ArrayList<>();
    while (in.hasNext()) {
      int field = in.field();
      switch (field) {
        case 1 -> parameters.add(table.symbol(Integer.toUnsignedLong(in.number32())));
        case 2 -> body.add(readOp(in.message(), depth));
        default -> throw in.unknown(field);
      }
    }
    return named(in, () -> new Op.Closure(parameters, body));
  }

  void write(WireWriter out, Expression expression) {
    writeOps(out, 1, expression.ops());
  }

  private void writeOps(WireWriter out, int field, List<Op> ops) {
    for (Op op : ops) {
      out.message(field, inner -> writeOp(inner, op));
    }
  }

  private void writeOp(WireWriter out, Op op) {
    switch (op) {
      case Op.Value(var term) -> out.message(1, inner -> terms.write(inner, term));
      case Op.Unary(var operator) -> out.message(2, in -> in.number(1, operator.wireId()));
      case Op.UnaryCall(String function) ->
          out.message(2, in -> writeCall(in, UnaryOperator.CALL_WIRE_ID, function));
      case Op.Binary(var operator) -> out.message(3, in -> in.number(1, operator.wireId()));
      case Op.BinaryCall(String function) ->
          out.message(3, in -> writeCall(in, BinaryOperator.CALL_WIRE_ID, function));
      case Op.Closure(var parameters, var body) ->
          out.message(
              4,
              inner -> {
                parameters.forEach(parameter -> inner.number(1, table.idOf(parameter)));
                writeOps(inner, 2, body);
              });
    }
  }

  private void writeCall(WireWriter out, int kind, String function) {
    out.number(1, kind);
    out.number(2, table.idOf(function));
  }
}
