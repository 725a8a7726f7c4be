package dev.symphony.host.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** W5: a whole process from its start to its end, with one sandbox in it. */
final class ColdWorkload implements Bench.Workload {
  private static final String SCRIPT = "function hello(name) { return 'hello ' + name; }\n";
  private static final String PYTHON = "def hello(name, caps):\n    return 'hello ' + name\n";

  @Override
  public void run(Bench bench) {
    Optional<Path> launcher = bench.fresh().launcher();
    if (launcher.isEmpty()) {
      bench
          .rows()
          .accept(
              BenchRow.without("W5", "cold process", "ms", "the launcher did not start this host"));
      return;
    }
    measure(bench, launcher.get(), "cold process", "js", SCRIPT);
    measure(bench, launcher.get(), "cold process, Python", "python", PYTHON);
    bench
        .rows()
        .accept(
            BenchRow.without(
                "W5",
                "with a running host",
                "ms",
                "no command of this version hands a script to a running host"));
  }

  private static void measure(
      Bench bench, Path launcher, String metric, String language, String script) {
    Timings timings = new Timings();
    for (int i = 0; i < bench.pace().processes(); i++) {
      List<String> command =
          List.of(
              launcher.toString(),
              "eval",
              "--lang",
              language,
              "--call",
              "hello",
              "--arg",
              "\"world\"",
              "-");
      long begin = System.nanoTime();
      String printed = bench.fresh().output(command, script);
      timings.add(System.nanoTime() - begin);
      BenchFailure.require("hello world", printed.strip(), "what the process printed");
    }
    String note =
        "symphony eval, median of "
            + timings.count()
            + "; launcher, host, jailed worker, and the end of both";
    bench.row("W5", metric, timings.percentile(0.5, TimeUnit.MICROSECONDS) / 1e3, "ms", note);
  }
}
