package dev.symphony.capabilities.datalog;

import java.util.List;

/** What operators with two operands do to values. */
final class BinaryOperations {
  private final Budget budget;
  private final Patterns patterns = new Patterns();

  BinaryOperations(Budget budget) {
    this.budget = budget;
  }

  Term apply(BinaryOperator operator, Term left, Term right) {
    return switch (operator) {
      case EQUAL -> Term.of(strictlyEqual(left, right));
      case NOT_EQUAL -> Term.of(!strictlyEqual(left, right));
      case HETEROGENEOUS_EQUAL -> Term.of(equal(left, right));
      case HETEROGENEOUS_NOT_EQUAL -> Term.of(!equal(left, right));
      case LESS_THAN -> Term.of(compare(left, right) < 0);
      case GREATER_THAN -> Term.of(compare(left, right) > 0);
      case LESS_OR_EQUAL -> Term.of(compare(left, right) <= 0);
      case GREATER_OR_EQUAL -> Term.of(compare(left, right) >= 0);
      case ADD -> add(left, right);
      case SUB, MUL, DIV, BITWISE_AND, BITWISE_OR, BITWISE_XOR ->
          Term.of(arithmetic(operator, integer(left), integer(right)));
      case AND -> Term.of(Boolean.logicalAnd(bool(left), bool(right)));
      case OR -> Term.of(Boolean.logicalOr(bool(left), bool(right)));
      case CONTAINS -> Term.of(contains(left, right));
      case PREFIX -> Term.of(prefix(left, right));
      case SUFFIX -> Term.of(suffix(left, right));
      case REGEX -> Term.of(matches(left, right));
      case INTERSECTION -> intersection(set(left), set(right));
      case UNION -> union(set(left), set(right));
      case GET -> get(left, right);
      case LAZY_AND, LAZY_OR, ALL, ANY, TRY_OR -> throw invalidType();
    };
  }

  private static ExecutionException invalidType() {
    return new ExecutionException(ExecutionError.INVALID_TYPE);
  }

  private static long integer(Term term) {
    if (term instanceof Term.Int(long value)) {
      return value;
    }
    throw invalidType();
  }

  private static boolean bool(Term term) {
    if (term instanceof Term.Bool(boolean value)) {
      return value;
    }
    throw invalidType();
  }

  private static Term.SetOf set(Term term) {
    if (term instanceof Term.SetOf set) {
      return set;
    }
    throw invalidType();
  }

  private boolean strictlyEqual(Term left, Term right) {
    if (left.getClass() != right.getClass()) {
      throw invalidType();
    }
    return equal(left, right);
  }

  private boolean equal(Term left, Term right) {
    budget.steps(Math.min(size(left), size(right)));
    return left.equals(right);
  }

  /** A measure of the work that comparing a value can be. */
  private static long size(Term term) {
    return switch (term) {
      case Term.Str(String value) -> value.length() / 16;
      case Term.Binary(var value) -> value.length() / 16;
      case Term.SetOf(var elements) -> sizes(elements);
      case Term.ArrayOf(var elements) -> sizes(elements);
      case Term.MapOf(var entries) -> entries.size() + sizes(List.copyOf(entries.values()));
      case Term.Variable _, Term.Int _, Term.Date _, Term.Bool _, Term.Null _ -> 0;
    };
  }

  private static long sizes(List<Term> elements) {
    long sum = elements.size();
    for (Term element : elements) {
      sum += size(element);
    }
    return sum;
  }

  private static int compare(Term left, Term right) {
    return switch (left) {
      case Term.Int(long first) -> Long.compare(first, integer(right));
      case Term.Date(long first) when right instanceof Term.Date(long second) ->
          Long.compareUnsigned(first, second);
      default -> throw invalidType();
    };
  }

  private Term add(Term left, Term right) {
    if (left instanceof Term.Str(String first) && right instanceof Term.Str(String second)) {
      budget.steps((first.length() + second.length()) / 16);
      return Term.of(first + second);
    }
    return Term.of(arithmetic(BinaryOperator.ADD, integer(left), integer(right)));
  }

  private static long arithmetic(BinaryOperator operator, long left, long right) {
    try {
      return switch (operator) {
        case ADD -> Math.addExact(left, right);
        case SUB -> Math.subtractExact(left, right);
        case MUL -> Math.multiplyExact(left, right);
        case DIV -> divide(left, right);
        case BITWISE_AND -> left & right;
        case BITWISE_OR -> left | right;
        case BITWISE_XOR -> left ^ right;
        default -> throw invalidType();
      };
    } catch (ArithmeticException e) {
      throw new ExecutionException(ExecutionError.OVERFLOW);
    }
  }

  /** The quotient; the reference implementation reports its one overflow as a division by zero. */
  private static long divide(long left, long right) {
    if (right == 0 || (left == Long.MIN_VALUE && right == -1)) {
      throw new ExecutionException(ExecutionError.DIVIDE_BY_ZERO);
    }
    return left / right;
  }

  private boolean contains(Term left, Term right) {
    return switch (left) {
      case Term.Str(String text) when right instanceof Term.Str(String part) -> {
        budget.steps((text.length() / 16L + 1) * (part.length() / 64L + 1));
        yield text.contains(part);
      }
      case Term.SetOf set -> setContains(set, right);
      case Term.ArrayOf(var elements) -> {
        budget.steps(size(left));
        yield elements.contains(right);
      }
      case Term.MapOf(var entries) ->
          (right instanceof Term.Int || right instanceof Term.Str) && entries.containsKey(right);
      default -> throw invalidType();
    };
  }

  private boolean setContains(Term.SetOf set, Term right) {
    return switch (right) {
      case Term.SetOf(var elements) -> {
        budget.steps(sizes(elements));
        yield elements.stream().allMatch(set::has);
      }
      case Term.Int _, Term.Date _, Term.Bool _, Term.Str _, Term.Binary _ -> set.has(right);
      case Term.Variable _, Term.Null _, Term.ArrayOf _, Term.MapOf _ -> throw invalidType();
    };
  }

  private boolean prefix(Term left, Term right) {
    if (left instanceof Term.Str(String text) && right instanceof Term.Str(String part)) {
      return text.startsWith(part);
    }
    if (left instanceof Term.ArrayOf(var all) && right instanceof Term.ArrayOf(var part)) {
      budget.steps(size(right));
      return part.size() <= all.size() && all.subList(0, part.size()).equals(part);
    }
    throw invalidType();
  }

  private boolean suffix(Term left, Term right) {
    if (left instanceof Term.Str(String text) && right instanceof Term.Str(String part)) {
      return text.endsWith(part);
    }
    if (left instanceof Term.ArrayOf(var all) && right instanceof Term.ArrayOf(var part)) {
      budget.steps(size(right));
      return part.size() <= all.size()
          && all.subList(all.size() - part.size(), all.size()).equals(part);
    }
    throw invalidType();
  }

  private boolean matches(Term left, Term right) {
    if (left instanceof Term.Str(String text) && right instanceof Term.Str(String pattern)) {
      budget.steps((text.length() + 16L) * (pattern.length() + 16L) / 64);
      return patterns.find(pattern, text);
    }
    throw invalidType();
  }

  private Term intersection(Term.SetOf left, Term.SetOf right) {
    budget.steps(sizes(left.elements()));
    return new Term.SetOf(left.elements().stream().filter(right::has).toList());
  }

  private Term union(Term.SetOf left, Term.SetOf right) {
    budget.steps(sizes(left.elements()) + sizes(right.elements()));
    return Term.union(left, right);
  }

  private static Term get(Term left, Term right) {
    if (left instanceof Term.ArrayOf(var elements)) {
      long index = integer(right);
      return index >= 0 && index < elements.size() ? elements.get((int) index) : Term.nothing();
    }
    boolean isKey = right instanceof Term.Int || right instanceof Term.Str;
    if (left instanceof Term.MapOf(var entries) && isKey) {
      return entries.getOrDefault(right, Term.nothing());
    }
    throw invalidType();
  }
}
