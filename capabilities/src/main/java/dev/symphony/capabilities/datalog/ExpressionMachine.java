package dev.symphony.capabilities.datalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The stack machine that evaluates expressions. */
final class ExpressionMachine {
  private final Budget budget;
  private final Map<String, ExternFunction> functions;
  private final BinaryOperations binary;

  ExpressionMachine(Budget budget, Map<String, ExternFunction> functions) {
    this.budget = budget;
    this.functions = functions;
    this.binary = new BinaryOperations(budget);
  }

  /** Whether all expressions are true; one that is not a boolean is an error. */
  boolean holds(List<Expression> expressions, Bindings bindings) {
    for (Expression expression : expressions) {
      if (!isTrue(evaluate(expression.ops(), bindings))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isTrue(Term term) {
    if (term instanceof Term.Bool(boolean value)) {
      return value;
    }
    throw new ExecutionException(ExecutionError.INVALID_TYPE);
  }

  Term evaluate(List<Op> ops, Bindings bindings) {
    List<Operand> stack = new ArrayList<>();
    for (Op op : ops) {
      budget.step();
      switch (op) {
        case Op.Value(Term term) -> stack.add(valueOf(term, bindings));
        case Op.Closure closure -> stack.add(closure);
        case Op.Unary(var operator) -> stack.add(unary(operator, popTerm(stack)));
        case Op.UnaryCall(String function) ->
            stack.add(call(function, popTerm(stack), Optional.empty()));
        case Op.Binary(var operator) -> {
          Operand right = pop(stack);
          stack.add(apply(operator, pop(stack), right, bindings));
        }
        case Op.BinaryCall(String function) -> {
          Term argument = popTerm(stack);
          stack.add(call(function, popTerm(stack), Optional.of(argument)));
        }
      }
    }
    if (stack.size() != 1) {
      throw new ExecutionException(ExecutionError.INVALID_STACK);
    }
    return popTerm(stack);
  }

  private static Term valueOf(Term term, Bindings bindings) {
    if (!(term instanceof Term.Variable(String name))) {
      return term;
    }
    Term value = bindings.get(name);
    if (value == null) {
      throw new ExecutionException(ExecutionError.UNKNOWN_VARIABLE);
    }
    return value;
  }

  private static Operand pop(List<Operand> stack) {
    if (stack.isEmpty()) {
      throw new ExecutionException(ExecutionError.INVALID_STACK);
    }
    return stack.removeLast();
  }

  private static Term popTerm(List<Operand> stack) {
    if (pop(stack) instanceof Term term) {
      return term;
    }
    throw new ExecutionException(ExecutionError.INVALID_STACK);
  }

  private static Term unary(UnaryOperator operator, Term operand) {
    return switch (operator) {
      case NEGATE -> Term.of(!isTrue(operand));
      case PARENS -> operand;
      case LENGTH -> Term.of(length(operand));
      case TYPE_OF -> Term.of(typeOf(operand));
    };
  }

  private static long length(Term term) {
    return switch (term) {
      case Term.Str(String value) -> utf8Length(value);
      case Term.Binary(var value) -> value.length();
      case Term.SetOf(var elements) -> elements.size();
      case Term.ArrayOf(var elements) -> elements.size();
      case Term.MapOf(var entries) -> entries.size();
      case Term.Variable _, Term.Int _, Term.Date _, Term.Bool _, Term.Null _ ->
          throw new ExecutionException(ExecutionError.INVALID_TYPE);
    };
  }

  private static long utf8Length(String text) {
    long length = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      length += c < 0x80 ? 1 : (c < 0x800 || Character.isSurrogate(c)) ? 2 : 3;
    }
    return length;
  }

  private static String typeOf(Term term) {
    return switch (term) {
      case Term.Variable _ -> throw new ExecutionException(ExecutionError.INVALID_TYPE);
      case Term.Int _ -> "integer";
      case Term.Str _ -> "string";
      case Term.Date _ -> "date";
      case Term.Binary _ -> "bytes";
      case Term.Bool _ -> "bool";
      case Term.SetOf _ -> "set";
      case Term.Null _ -> "null";
      case Term.ArrayOf _ -> "array";
      case Term.MapOf _ -> "map";
    };
  }

  private Term call(String name, Term receiver, Optional<Term> argument) {
    ExternFunction function = functions.get(name);
    if (function == null) {
      throw new ExecutionException(ExecutionError.UNDEFINED_FUNCTION);
    }
    return function
        .call(receiver, argument)
        .orElseThrow(() -> new ExecutionException(ExecutionError.FUNCTION_FAILED));
  }

  private Term apply(BinaryOperator operator, Operand left, Operand right, Bindings bindings) {
    if (left instanceof Term first && right instanceof Term second) {
      return binary.apply(operator, first, second);
    }
    if (left instanceof Term value && right instanceof Op.Closure closure) {
      return applyClosure(operator, value, closure, bindings);
    }
    if (left instanceof Op.Closure closure && right instanceof Term value) {
      return applyClosure(operator, value, closure, bindings);
    }
    throw new ExecutionException(ExecutionError.INVALID_STACK);
  }

  private Term applyClosure(
      BinaryOperator operator, Term value, Op.Closure closure, Bindings bindings) {
    for (String parameter : closure.parameters()) {
      if (bindings.get(parameter) != null) {
        throw new ExecutionException(ExecutionError.SHADOWED_VARIABLE);
      }
    }
    return switch (closure.parameters().size()) {
      case 0 -> applyLazy(operator, value, closure, bindings);
      case 1 -> applyToElements(operator, value, closure, bindings);
      default -> throw new ExecutionException(ExecutionError.INVALID_TYPE);
    };
  }

  private Term applyLazy(
      BinaryOperator operator, Term value, Op.Closure closure, Bindings bindings) {
    if (operator == BinaryOperator.TRY_OR) {
      return tryOr(closure, value, bindings);
    }
    boolean and = operator == BinaryOperator.LAZY_AND;
    if (!and && operator != BinaryOperator.LAZY_OR) {
      throw new ExecutionException(ExecutionError.INVALID_TYPE);
    }
    return isTrue(value) == and ? evaluate(closure.body(), bindings) : value;
  }

  private Term tryOr(Op.Closure attempt, Term fallback, Bindings bindings) {
    int bound = bindings.size();
    try {
      return evaluate(attempt.body(), bindings);
    } catch (ExecutionException e) {
      if (e.isLimit()) {
        throw e;
      }
      bindings.truncate(bound);
      return fallback;
    }
  }

  private Term applyToElements(
      BinaryOperator operator, Term value, Op.Closure closure, Bindings bindings) {
    boolean all = operator == BinaryOperator.ALL;
    if (!all && operator != BinaryOperator.ANY) {
      throw new ExecutionException(ExecutionError.INVALID_TYPE);
    }
    int bound = bindings.size();
    for (Term element : elements(value)) {
      bindings.push(closure.parameters().getFirst(), element);
      boolean holds = isTrue(evaluate(closure.body(), bindings));
      bindings.truncate(bound);
      if (holds != all) {
        return Term.of(!all);
      }
    }
    return Term.of(all);
  }

  private static List<Term> elements(Term collection) {
    return switch (collection) {
      case Term.SetOf(var elements) -> elements;
      case Term.ArrayOf(var elements) -> elements;
      case Term.MapOf(var entries) ->
          entries.entrySet().stream()
              .map(entry -> Term.arrayOf(List.of(entry.getKey(), entry.getValue())))
              .toList();
      case Term.Variable _,
          Term.Int _,
          Term.Str _,
          Term.Date _,
          Term.Binary _,
          Term.Bool _,
          Term.Null _ ->
          throw new ExecutionException(ExecutionError.INVALID_TYPE);
    };
  }
}
