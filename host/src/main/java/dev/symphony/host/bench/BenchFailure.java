package dev.symphony.host.bench;

/** A workload gave a wrong answer, or none: there is no figure then. */
public final class BenchFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A failure in words. */
  public BenchFailure(String message) {
    super(message);
  }

  /** As before, with what caused it. */
  public BenchFailure(String message, Throwable cause) {
    super(message, cause);
  }

  static void require(Object expected, Object found, String what) {
    if (!expected.equals(found)) {
      throw new BenchFailure(what + ": expected " + expected + ", found " + found);
    }
  }
}
