package dev.symphony.sandbox.runtime;

import java.util.Map;

/**
 * What a runtime really is, found out by starting it.
 *
 * @param java the version of the Java that workers run on
 * @param engine what the engine calls itself
 * @param engineVersion the version of the engines
 * @param fib30Millis the best time of a warm {@code fib(30)} in JavaScript
 * @param caches the state of each language's ahead-of-time cache
 */
public record RuntimeReport(
    String java,
    String engine,
    String engineVersion,
    double fib30Millis,
    Map<GuestLanguage, CacheState> caches) {
  private static final String WITHOUT_COMPILER = "Interpreted";

  public RuntimeReport {
    caches = Map.copyOf(caches);
  }

  /** Whether guest code is compiled. */
  public boolean compiles() {
    return !engine.equals(WITHOUT_COMPILER);
  }

  /** What becomes of a cache when a worker starts. */
  public enum CacheState {
    /** The worker starts from it. */
    USED,
    /** It is there, but the virtual machine refuses it, so workers start slowly. */
    REFUSED,
    /** There is none: workers start slowly. */
    ABSENT
  }
}
