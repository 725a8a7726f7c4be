package dev.symphony.sandbox.jail;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.stream.LongStream;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.SandboxPolicy;

/**
 * The main class of a child process like a worker: it warms up, locks itself down, and only then
 * runs guests. The arguments are languages.
 */
final class LockedDownGuests {
  private static final PrintStream OUT = System.out;

  private LockedDownGuests() {}

  public static void main(String[] languages) throws InterruptedException {
    Engine engine =
        Engine.newBuilder(languages)
            .sandbox(SandboxPolicy.CONSTRAINED)
            .out(new ByteArrayOutputStream())
            .err(new ByteArrayOutputStream())
            .option("engine.WarnInterpreterOnly", "false")
            .build();
    OUT.println("engine=" + engine.getImplementationName());
    for (String language : languages) {
      run(engine, language, 5);
    }
    OUT.println("lock-down=" + Seccomp.lockDown());
    for (String language : languages) {
      OUT.println(language + "=" + run(engine, language, language.equals("js") ? 30 : 24));
      Thread virtual =
          Thread.ofVirtual()
              .start(() -> OUT.println(language + "-virtual=" + run(engine, language, 20)));
      virtual.join();
    }
    OUT.println("threads=" + parallelSum());
    System.exit(0);
  }

  private static int run(Engine engine, String language, int n) {
    String source =
        language.equals("js")
            ? "(function fib(n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); })(" + n + ")"
            : "def fib(n):\n  return n if n < 2 else fib(n - 1) + fib(n - 2)\nfib(" + n + ")";
    try (Context context =
        Context.newBuilder(language)
            .engine(engine)
            .sandbox(SandboxPolicy.CONSTRAINED)
            .allowHostAccess(HostAccess.CONSTRAINED)
            .build()) {
      return context.eval(language, source).asInt();
    }
  }

  private static long parallelSum() {
    return LongStream.range(0, 1_000_000).parallel().sum();
  }
}
