package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.symphony.host.UserError;
import dev.symphony.host.serve.ServeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that a host evaluates which serves the home already. */
class EvalHandedOverTest {
  @TempDir Path directory;

  private Homes.Ran eval(String file, String text, String... options) throws IOException {
    Path script = directory.resolve(file);
    Files.writeString(script, text);
    String language = file.endsWith(".py") ? "python" : "js";
    return new Homes(directory)
        .symphony(
            "user",
            Stream.concat(
                    Stream.of("eval", "--lang", language, script.toString()), Stream.of(options))
                .toArray(String[]::new));
  }

  private Path home() throws IOException {
    return Files.createDirectories(directory.resolve("user"));
  }

  @Test
  void theRunningHostEvaluates_withTheRightsGiven_andNoOthers() throws Exception {
    try (HostProcess _ = HostProcess.start(home())) {
      String[] rights = {"--isolation", "context", "--grant", "kv.get,put:*"};
      Homes.Ran put = eval("put.js", "console.log('put'); caps.kv.put('n', 6); 7", rights);
      assertEquals(0, put.code(), put::toString);
      assertEquals("put", put.err().strip());
      assertEquals(7, put.json().required("value").intValue());
      Homes.Ran got = eval("get.js", "caps.kv.get('n').then(n => n * 7)", rights);
      assertEquals(42, got.json().required("value").intValue());
      Homes.Ran without =
          eval("get.js", "caps.kv.get('n').then(n => n * 7)", "--isolation", "context");
      assertEquals(ExitCode.DENIED, without.code());
      assertEquals("denied-not-granted", without.error());
    }
  }

  @Test
  void whatTheRunningHostCannotDo_isRefused() throws Exception {
    try (HostProcess _ = HostProcess.start(home())) {
      assertEquals("isolation-too-weak", eval("a.js", "1").error());
      assertEquals("home-locked", eval("a.js", "1", "--profile").error());
      Homes.Ran unknown = eval("a.js", "1", "--isolation", "context", "--grant", "void.call");
      assertEquals("service-unknown", unknown.error());
      assertEquals(ExitCode.ERROR, unknown.code());
      Homes.Ran option = eval("a.js", "1", "--limits", "1");
      assertEquals(ExitCode.USAGE, option.code());
      assertTrue(option.err().contains("Unknown option"), option::err);
      Homes.Ran malformed = eval("a.js", "1", "--limit", "cpu=much");
      assertEquals(ExitCode.USAGE, malformed.code());
      try (ServeClient client = ServeClient.connect(home()).orElseThrow()) {
        assertTrue(client.ask("{\"eval\": 1}").contains("usage-json"));
        assertTrue(client.ask("{\"list\": true}").contains("serving"));
      }
    }
  }

  @Test
  void inWorkers_functionsAreCalled_andLimitsHold() throws Exception {
    try (HostProcess host = HostProcess.start(home(), "process")) {
      String module =
          "export const add = (a, b) => a + b; export const spin = () => { for (;;); };";
      Homes.Ran sum = eval("m.mjs", module, "--call", "add", "--arg", "40", "--arg", "2");
      assertEquals(42, sum.json().required("value").intValue());
      assertTrue(sum.json().required("isolation").textValue().startsWith("context+process+"));
      Homes.Ran spun = eval("m.mjs", module, "--call", "spin", "--limit", "cpu=200ms");
      assertEquals(ExitCode.LIMIT, spun.code());
      assertEquals("cpu", spun.json().required("limit").textValue());
      Homes.Ran python = eval("p.py", "print('hello')\n6 * 7\n");
      assertEquals(42, python.json().required("value").intValue(), python::toString);
      assertEquals("hello", python.err().strip());
      assertTrue(host.process().isAlive());
    }
  }

  @Test
  void whoeverHangsUp_endsTheScript() throws Exception {
    String endless = endless();
    try (HostProcess host = HostProcess.start(home())) {
      ServeClient client = ServeClient.connect(home()).orElseThrow();
      Thread asking =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  client.ask(endless);
                } catch (UserError e) {
                  // It hung up itself.
                }
              });
      await(host.process(), busy -> busy > 700);
      client.close();
      asking.join();
      await(host.process(), busy -> busy < 100);
    }
  }

  private String endless() throws IOException {
    Path script = directory.resolve("loop.js");
    Files.writeString(script, "for (;;);");
    return JsonText.compact(
        Map.of(
            "eval",
            List.of(
                "--lang",
                "js",
                "--isolation",
                "context",
                "--limit",
                "cpu=60s,wall=90s",
                "--home",
                home().toString(),
                script.toString())));
  }

  /** Waits until, for three seconds, the processor time that the process takes in each pleases. */
  private static void await(Process process, LongPredicate pleases) throws InterruptedException {
    long before = cpuMillis(process);
    int seconds = 0;
    for (int attempt = 0; attempt < 40 && seconds < 3; attempt++) {
      TimeUnit.SECONDS.sleep(1);
      long now = cpuMillis(process);
      seconds = pleases.test(now - before) ? seconds + 1 : 0;
      before = now;
    }
    assertEquals(3, seconds, "the processor time of the host is not what it should be");
  }

  private static long cpuMillis(Process process) {
    return process.info().totalCpuDuration().orElseThrow().toMillis();
  }
}
