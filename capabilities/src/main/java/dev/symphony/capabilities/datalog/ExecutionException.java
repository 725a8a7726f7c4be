package dev.symphony.capabilities.datalog;

/** Thrown inside the engine when an evaluation has to stop; carries no stack trace. */
final class ExecutionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExecutionError error;

  ExecutionException(ExecutionError error) {
    super(error.code(), null, false, false);
    this.error = error;
  }

  ExecutionError error() {
    return error;
  }

  /** Whether the evaluation as a whole is over its limits, which no expression can recover from. */
  boolean isLimit() {
    return switch (error) {
      case TOO_MANY_FACTS, TOO_MANY_ITERATIONS, TOO_MANY_STEPS, TIMEOUT -> true;
      case INVALID_TYPE,
          OVERFLOW,
          DIVIDE_BY_ZERO,
          INVALID_STACK,
          UNKNOWN_VARIABLE,
          SHADOWED_VARIABLE,
          UNDEFINED_FUNCTION,
          FUNCTION_FAILED ->
          false;
    };
  }
}
