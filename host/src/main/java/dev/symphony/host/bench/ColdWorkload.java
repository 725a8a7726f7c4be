package dev.symphony.host.bench;

import dev.symphony.host.home.ScratchDirectory;
import dev.symphony.host.serve.ServeClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * W5: a whole process from its start to its end, with one sandbox; from nothing, and with a host
 * that runs already and takes the script.
 */
final class ColdWorkload implements Bench.Workload {
  private static final String SCRIPT = "function hello(name) { return 'hello ' + name; }\n";
  private static final String PYTHON = "def hello(name, caps):\n    return 'hello ' + name\n";
  private static final String WHOLE =
      "launcher, host, jailed worker, and the end of both; median of ";
  private static final String CLIENT = "launcher, client, and their end; median of ";

  /** Until the first worker is ready for a script that nobody has seen, and the processors idle. */
  private static final Duration REHEARSED = Duration.ofSeconds(25);

  /** Until another one is, in the same host. */
  private static final Duration REPLACED = Duration.ofSeconds(12);

  /** So many times as many as are measured are evaluated before they are measured once more. */
  private static final int LONG_RUN = 5;

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(50);

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
    String symphony = launcher.get().toString();
    measure(bench, "cold process", WHOLE, eval(symphony, "js"), i -> SCRIPT);
    measure(bench, "cold process, Python", WHOLE, eval(symphony, "python"), i -> PYTHON);
    try (ScratchDirectory home = ScratchDirectory.create()) {
      withRunningHost(bench, symphony, home.path());
    } catch (IOException e) {
      throw new UncheckedIOException("there is no place for a home", e);
    }
  }

  private static void withRunningHost(Bench bench, String symphony, Path home) {
    Process host = bench.fresh().begin(List.of(symphony, "serve", "--home", home.toString()));
    try {
      awaitSocket(host, home);
      List<String> js = eval(symphony, "js", "--home", home.toString());
      List<String> python = eval(symphony, "python", "--home", home.toString());
      first(bench, js, SCRIPT);
      measure(bench, "with a running host", CLIENT, js, i -> SCRIPT);
      for (int i = 0; i < LONG_RUN * bench.pace().processes(); i++) {
        once(bench, js, SCRIPT);
      }
      measure(bench, "with a running host, in the long run", CLIENT, js, i -> SCRIPT);
      IntFunction<String> strangers = i -> SCRIPT + "// " + pause(i) + "\n";
      measure(bench, "with a running host, a script it never saw", CLIENT, js, strangers);
      first(bench, python, PYTHON);
      measure(bench, "with a running host, Python", CLIENT, python, i -> PYTHON);
    } finally {
      end(host);
    }
  }

  private static int pause(int number) {
    sleep(REPLACED);
    return number;
  }

  private static void first(Bench bench, List<String> command, String script) {
    once(bench, command, script);
    sleep(REHEARSED);
  }

  private static List<String> eval(String symphony, String language, String... options) {
    List<String> line = new ArrayList<>(List.of(symphony, "eval", "--lang", language));
    line.addAll(List.of("--call", "hello", "--arg", "\"world\"", "-"));
    line.addAll(List.of(options));
    return line;
  }

  private static void measure(
      Bench bench, String metric, String what, List<String> command, IntFunction<String> script) {
    Timings timings = new Timings();
    for (int i = 0; i < bench.pace().processes(); i++) {
      String text = script.apply(i);
      long begin = System.nanoTime();
      once(bench, command, text);
      timings.add(System.nanoTime() - begin);
    }
    bench.row(
        "W5",
        metric,
        timings.percentile(0.5, TimeUnit.MICROSECONDS) / 1e3,
        "ms",
        "symphony eval: " + what + timings.count());
  }

  private static void once(Bench bench, List<String> command, String script) {
    String printed = bench.fresh().output(command, script);
    BenchFailure.require("hello world", printed.strip(), "what the process printed");
  }

  private static void awaitSocket(Process host, Path home) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (host.isAlive() && System.nanoTime() < deadline) {
      Optional<ServeClient> client = ServeClient.connect(home);
      if (client.isPresent()) {
        hangUp(client.get());
        return;
      }
      sleep(LOOK);
    }
    throw new BenchFailure("a host that serves does not start");
  }

  private static void hangUp(ServeClient client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a connection can't be closed", e);
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchFailure("interrupted", e);
    }
  }

  private static void end(Process host) {
    host.destroy();
    try {
      if (!host.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        host.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      host.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
