package dev.symphony.capabilities.datalog;

/** Why an evaluation stopped without a result; whatever was asked, the answer is no. */
public enum ExecutionError {
  /** An operator met a value of a type that it is not defined on. */
  INVALID_TYPE("datalog-type"),
  /** The result of an integer operation does not fit 64 bits. */
  OVERFLOW("datalog-overflow"),
  /** An integer was divided by zero. */
  DIVIDE_BY_ZERO("datalog-division"),
  /** The instructions of an expression do not leave exactly one value. */
  INVALID_STACK("datalog-stack"),
  /** An expression uses a variable that no predicate binds. */
  UNKNOWN_VARIABLE("datalog-unknown-variable"),
  /** A closure names its parameter like a variable that is in use. */
  SHADOWED_VARIABLE("datalog-shadowed-variable"),
  /** The host provides no function of this name. */
  UNDEFINED_FUNCTION("datalog-undefined-function"),
  /** A function of the host refused its arguments. */
  FUNCTION_FAILED("datalog-function-failed"),
  /** There are more facts than allowed. */
  TOO_MANY_FACTS("datalog-too-many-facts"),
  /** New facts kept coming for more rounds than allowed. */
  TOO_MANY_ITERATIONS("datalog-too-many-iterations"),
  /** The evaluation took more steps than allowed. */
  TOO_MANY_STEPS("datalog-too-many-steps"),
  /** The evaluation took longer than the backstop allows. */
  TIMEOUT("datalog-timeout");

  private final String code;

  ExecutionError(String code) {
    this.code = code;
  }

  /** The code that documentation and machines know the error by. */
  public String code() {
    return code;
  }
}
