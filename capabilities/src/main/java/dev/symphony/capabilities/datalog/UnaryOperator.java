package dev.symphony.capabilities.datalog;

import java.util.Optional;

/** An operator with one operand. */
public enum UnaryOperator {
  /** Boolean negation. */
  NEGATE(0),
  /** No operation: keeps the parentheses of the text form. */
  PARENS(1),
  /** The number of elements, or of bytes in UTF-8. */
  LENGTH(2),
  /** The name of the operand's type. */
  TYPE_OF(3);

  /** The number of a call of a host function, which is an instruction of its own. */
  public static final int CALL_WIRE_ID = 4;

  private final int wireId;

  UnaryOperator(int wireId) {
    this.wireId = wireId;
  }

  /** The number that stands for the operator in the token format. */
  public int wireId() {
    return wireId;
  }

  /** The operator behind a number of the token format. */
  public static Optional<UnaryOperator> ofWireId(long wireId) {
    for (UnaryOperator operator : values()) {
      if (operator.wireId == wireId) {
        return Optional.of(operator);
      }
    }
    return Optional.empty();
  }
}
