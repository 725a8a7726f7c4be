package dev.symphony.capabilities.datalog;

import dev.symphony.capabilities.datalog.BinaryOperator.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * Writes programs as text that parses back to the same program.
 *
 * <p>Where the instructions of an expression group more tightly than their text would, parentheses
 * are added: what is read is always what is evaluated.
 */
final class DatalogPrinter {
  private DatalogPrinter() {}

  /** A piece of an expression's text, with how tightly its outermost operator binds. */
  private record Piece(String text, Level level, Tail tail) {
    /** How a piece ends, which decides what may be written behind it. */
    enum Tail {
      CLOSED,
      /** Ends with a negation, which would swallow sums, products and methods written behind it. */
      NEGATION,
      DATE
    }

    static Piece closed(String text) {
      return new Piece(text, Level.METHOD, Tail.CLOSED);
    }

    private Piece enclosed() {
      return closed("(" + text + ")");
    }

    /** This piece as a left operand of an operator. */
    Piece left(Level operator, Level least) {
      boolean swallows = tail == Tail.NEGATION && operator.compareTo(Level.SUM) >= 0;
      boolean bareDate = tail == Tail.DATE && operator == Level.METHOD;
      return level.compareTo(least) < 0 || swallows || bareDate ? enclosed() : this;
    }

    /** This piece as a right operand. */
    Piece right(Level least) {
      return level.compareTo(least) < 0 ? enclosed() : this;
    }

    String receiver() {
      return left(Level.METHOD, Level.METHOD).text();
    }
  }

  static String print(Predicate predicate) {
    StringJoiner terms = new StringJoiner(", ", predicate.name() + "(", ")");
    predicate.terms().forEach(term -> terms.add(print(term)));
    return terms.toString();
  }

  static String print(Term term) {
    return switch (term) {
      case Term.Variable(String name) -> "$" + name;
      case Term.Int(long value) -> Long.toString(value);
      case Term.Str(String value) -> quote(value);
      case Term.Date(long seconds) -> DateText.print(seconds);
      case Term.Binary(var value) -> "hex:" + value.toHex();
      case Term.Bool(boolean value) -> Boolean.toString(value);
      case Term.SetOf(var elements) -> elements.isEmpty() ? "{,}" : "{" + join(elements) + "}";
      case Term.Null n -> "null";
      case Term.ArrayOf(var elements) -> "[" + join(elements) + "]";
      case Term.MapOf(var entries) -> printMap(entries);
    };
  }

  private static String join(List<Term> terms) {
    StringJoiner joined = new StringJoiner(", ");
    terms.forEach(term -> joined.add(print(term)));
    return joined.toString();
  }

  private static String printMap(Map<Term, Term> entries) {
    StringJoiner joined = new StringJoiner(", ", "{", "}");
    entries.forEach((key, value) -> joined.add(print(key) + ": " + print(value)));
    return joined.toString();
  }

  private static String quote(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return "\"" + escaped + "\"";
  }

  static String print(Query query) {
    StringJoiner body = new StringJoiner(", ");
    query.predicates().forEach(predicate -> body.add(print(predicate)));
    query.expressions().forEach(expression -> body.add(print(expression)));
    return query.scopes().isEmpty()
        ? body.toString()
        : body + " trusting " + printScopes(query.scopes());
  }

  private static String printScopes(List<Scope> scopes) {
    StringJoiner joined = new StringJoiner(", ");
    for (Scope scope : scopes) {
      joined.add(
          switch (scope) {
            case Scope.Authority a -> "authority";
            case Scope.Previous p -> "previous";
            case Scope.SignedBy(var key) -> key.toString();
          });
    }
    return joined.toString();
  }

  static String print(Rule rule) {
    return print(rule.head()) + " <- " + print(rule.body());
  }

  static String print(Check check) {
    return check.kind().keyword() + " " + printQueries(check.queries());
  }

  static String print(Policy policy) {
    return policy.kind().keyword() + " " + printQueries(policy.queries());
  }

  private static String printQueries(List<Query> queries) {
    StringJoiner joined = new StringJoiner(" or ");
    queries.forEach(query -> joined.add(print(query)));
    return joined.toString();
  }

  static String print(Block block) {
    StringBuilder text = new StringBuilder();
    if (!block.scopes().isEmpty()) {
      text.append("trusting ").append(printScopes(block.scopes())).append(";\n");
    }
    block.facts().forEach(fact -> text.append(fact).append(";\n"));
    block.rules().forEach(rule -> text.append(rule).append(";\n"));
    block.checks().forEach(check -> text.append(check).append(";\n"));
    return text.toString();
  }

  static String print(Program program) {
    StringBuilder text = new StringBuilder(print(program.block()));
    program.policies().forEach(policy -> text.append(policy).append(";\n"));
    return text.toString();
  }

  /** The text of an expression; of a malformed one, a note that cannot be parsed. */
  static String print(Expression expression) {
    return printOps(expression.ops()).text();
  }

  private static Piece printOps(List<Op> ops) {
    List<Piece> stack = new ArrayList<>();
    for (Op op : ops) {
      int needed = operands(op);
      if (stack.size() < needed) {
        return malformed(ops);
      }
      List<Piece> taken = stack.subList(stack.size() - needed, stack.size());
      Piece result = apply(op, List.copyOf(taken));
      taken.clear();
      stack.add(result);
    }
    return stack.size() == 1 ? stack.getFirst() : malformed(ops);
  }

  private static Piece malformed(List<Op> ops) {
    return Piece.closed("<malformed expression of " + ops.size() + " instructions>");
  }

  private static int operands(Op op) {
    return switch (op) {
      case Op.Value v -> 0;
      case Op.Closure c -> 0;
      case Op.Unary u -> 1;
      case Op.UnaryCall u -> 1;
      case Op.Binary b -> 2;
      case Op.BinaryCall b -> 2;
    };
  }

  private static Piece apply(Op op, List<Piece> taken) {
    return switch (op) {
      case Op.Value(Term.Date date) -> new Piece(print(date), Level.METHOD, Piece.Tail.DATE);
      case Op.Value(Term term) -> Piece.closed(print(term));
      case Op.Closure closure -> printClosure(closure);
      case Op.Unary(var operator) -> printUnary(operator, taken.getFirst());
      case Op.UnaryCall(String function) ->
          Piece.closed(taken.getFirst().receiver() + ".extern::" + function + "()");
      case Op.Binary(var operator) -> printBinary(operator, taken.getFirst(), taken.getLast());
      case Op.BinaryCall(String function) ->
          Piece.closed(
              "%s.extern::%s(%s)"
                  .formatted(taken.getFirst().receiver(), function, taken.getLast().text()));
    };
  }

  private static Piece printClosure(Op.Closure closure) {
    Piece body = printOps(closure.body());
    if (closure.parameters().isEmpty()) {
      return body;
    }
    StringJoiner parameters = new StringJoiner(", $", "$", " -> ");
    closure.parameters().forEach(parameters::add);
    return new Piece(parameters + body.text(), Level.OR, Piece.Tail.CLOSED);
  }

  private static Piece printUnary(UnaryOperator operator, Piece operand) {
    return switch (operator) {
      case NEGATE ->
          new Piece("!" + operand.right(Level.SUM).text(), Level.METHOD, Piece.Tail.NEGATION);
      case PARENS -> operand.enclosed();
      case LENGTH -> Piece.closed(operand.receiver() + ".length()");
      case TYPE_OF -> Piece.closed(operand.receiver() + ".type()");
    };
  }

  private static Piece printBinary(BinaryOperator operator, Piece left, Piece right) {
    Level level = operator.level();
    if (level == Level.METHOD) {
      return Piece.closed("%s.%s(%s)".formatted(left.receiver(), operator.symbol(), right.text()));
    }
    Level tighter = level.tighter();
    Piece first = left.left(level, level == Level.COMPARISON ? tighter : level);
    Piece second = right.right(tighter);
    return new Piece(
        first.text() + " " + operator.symbol() + " " + second.text(), level, second.tail());
  }
}
