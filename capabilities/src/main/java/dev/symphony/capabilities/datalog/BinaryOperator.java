package dev.symphony.capabilities.datalog;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An operator with two operands. */
public enum BinaryOperator {
  /** Less than, on integers and dates. */
  LESS_THAN(0, "<", Level.COMPARISON),
  /** Greater than, on integers and dates. */
  GREATER_THAN(1, ">", Level.COMPARISON),
  /** Less than or equal, on integers and dates. */
  LESS_OR_EQUAL(2, "<=", Level.COMPARISON),
  /** Greater than or equal, on integers and dates. */
  GREATER_OR_EQUAL(3, ">=", Level.COMPARISON),
  /** Equal; an error between values of different types. */
  EQUAL(4, "===", Level.COMPARISON),
  /** Membership, superset, substring or key. */
  CONTAINS(5, "contains", Level.METHOD),
  /** The left string or array begins with the right one. */
  PREFIX(6, "starts_with", Level.METHOD),
  /** The left string or array ends with the right one. */
  SUFFIX(7, "ends_with", Level.METHOD),
  /** The regular expression on the right is found in the string on the left. */
  REGEX(8, "matches", Level.METHOD),
  /** The sum of integers; strings are joined. */
  ADD(9, "+", Level.SUM),
  /** The difference of integers. */
  SUB(10, "-", Level.SUM),
  /** The product of integers. */
  MUL(11, "*", Level.PRODUCT),
  /** The quotient of integers. */
  DIV(12, "/", Level.PRODUCT),
  /** Boolean and, both sides evaluated. */
  AND(13, "eager_and", Level.METHOD),
  /** Boolean or, both sides evaluated. */
  OR(14, "eager_or", Level.METHOD),
  /** The elements in both sets. */
  INTERSECTION(15, "intersection", Level.METHOD),
  /** The elements of both sets. */
  UNION(16, "union", Level.METHOD),
  /** Bitwise and of integers. */
  BITWISE_AND(17, "&", Level.BIT_AND),
  /** Bitwise or of integers. */
  BITWISE_OR(18, "|", Level.BIT_OR),
  /** Bitwise exclusive or of integers. */
  BITWISE_XOR(19, "^", Level.BIT_XOR),
  /** Not equal; an error between values of different types. */
  NOT_EQUAL(20, "!==", Level.COMPARISON),
  /** Equal; false between values of different types. */
  HETEROGENEOUS_EQUAL(21, "==", Level.COMPARISON),
  /** Not equal; true between values of different types. */
  HETEROGENEOUS_NOT_EQUAL(22, "!=", Level.COMPARISON),
  /** Boolean and; the right side is a closure, evaluated when needed. */
  LAZY_AND(23, "&&", Level.AND),
  /** Boolean or; the right side is a closure, evaluated when needed. */
  LAZY_OR(24, "||", Level.OR),
  /** All elements satisfy the closure. */
  ALL(25, "all", Level.METHOD),
  /** Some element satisfies the closure. */
  ANY(26, "any", Level.METHOD),
  /** The element at an index or under a key, or null. */
  GET(27, "get", Level.METHOD),
  /** The value of the closure on the left or, where that fails, the value on the right. */
  TRY_OR(29, "try_or", Level.METHOD);

  /** The number of a call of a host function, which is an instruction of its own. */
  public static final int CALL_WIRE_ID = 28;

  /** How tightly an operator binds, loosest first; a method binds tightest. */
  enum Level {
    OR,
    AND,
    COMPARISON,
    BIT_XOR,
    BIT_OR,
    BIT_AND,
    SUM,
    PRODUCT,
    METHOD;

    /** The next level that binds more tightly. */
    Level tighter() {
      return switch (this) {
        case OR -> AND;
        case AND -> COMPARISON;
        case COMPARISON -> BIT_XOR;
        case BIT_XOR -> BIT_OR;
        case BIT_OR -> BIT_AND;
        case BIT_AND -> SUM;
        case SUM -> PRODUCT;
        case PRODUCT, METHOD -> METHOD;
      };
    }
  }

  private static final List<Optional<BinaryOperator>> BY_WIRE_ID =
      IntStream.rangeClosed(0, TRY_OR.wireId)
          .mapToObj(id -> Stream.of(values()).filter(each -> each.wireId == id).findFirst())
          .toList();

  private final int wireId;
  private final String symbol;
  private final Level level;

  BinaryOperator(int wireId, String symbol, Level level) {
    this.wireId = wireId;
    this.symbol = symbol;
    this.level = level;
  }

  /** The number that stands for the operator in the token format. */
  public int wireId() {
    return wireId;
  }

  /** The operator between its operands, or the name of the method. */
  public String symbol() {
    return symbol;
  }

  Level level() {
    return level;
  }

  /** Whether the right operand is a closure with parameters. */
  boolean takesClosure() {
    return this == ALL || this == ANY;
  }

  /** The operator behind a number of the token format. */
  public static Optional<BinaryOperator> ofWireId(long wireId) {
    return wireId >= 0 && wireId < BY_WIRE_ID.size()
        ? BY_WIRE_ID.get((int) wireId)
        : Optional.empty();
  }
}
