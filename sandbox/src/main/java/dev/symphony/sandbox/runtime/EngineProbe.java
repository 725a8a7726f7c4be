package dev.symphony.sandbox.runtime;

import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.Value;

/**
 * The program that says what an engine in this runtime really is: its name and version, and how
 * long a warm {@code fib(30)} in JavaScript takes. Prints {@code key=value} lines.
 */
final class EngineProbe {
  private static final String FIB =
      "(function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2) })";
  private static final int ROUNDS = 200;
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private EngineProbe() {}

  /** Argument: {@code engine} for everything, {@code ready} for a start and nothing more. */
  public static void main(String[] arguments) {
    switch (arguments[0]) {
      case "engine" -> describeEngine();
      case "ready" -> System.out.println("ready=true");
      default -> throw new IllegalArgumentException("unknown question " + arguments[0]);
    }
  }

  private static void describeEngine() {
    try (Engine engine =
            Engine.newBuilder(GuestLanguage.JAVASCRIPT.id())
                .sandbox(SandboxPolicy.CONSTRAINED)
                .in(InputStream.nullInputStream())
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .option("engine.WarnInterpreterOnly", "false")
                .build();
        Context context =
            Context.newBuilder(GuestLanguage.JAVASCRIPT.id())
                .engine(engine)
                .sandbox(SandboxPolicy.CONSTRAINED)
                .build()) {
      System.out.println("engine=" + engine.getImplementationName());
      System.out.println("engineVersion=" + engine.getVersion());
      System.out.println("java=" + Runtime.version());
      System.out.println("fib30Millis=" + bestFib(context).toNanos() / 1e6);
    }
  }

  private static Duration bestFib(Context context) {
    Value fib = context.eval(GuestLanguage.JAVASCRIPT.id(), FIB);
    long begin = System.nanoTime();
    long best = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS && System.nanoTime() - begin < BUDGET.toNanos(); i++) {
      long start = System.nanoTime();
      int answer = fib.execute(30).asInt();
      best = Math.min(best, System.nanoTime() - start);
      if (answer != 832_040) {
        throw new IllegalStateException("fib(30) gave " + answer);
      }
    }
    return Duration.ofNanos(best);
  }
}
