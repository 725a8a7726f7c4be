package dev.symphony.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.symphony.samples.Symphony.Ran;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What {@code symphony eval --json} promises for everything that a script can do, in both
 * languages: the fields of the one JSON object, the exit code, and that no worker outlives the
 * command.
 */
class EvalContractTest {
  private static final String ROOMY = "cpu=60s,wall=120s";

  @TempDir Path directory;

  @AfterEach
  void noWorkerIsLeft() {
    assertEquals(List.of(), ProcessHandle.current().descendants().toList());
  }

  private Ran eval(Tongue tongue, String script, String limits, String... more) throws IOException {
    String file = Symphony.written(directory.resolve("script." + tongue.ending()), script);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("eval", "--json", "--lang", tongue.id(), "--limit", limits, file));
    arguments.addAll(List.of(more));
    return Symphony.run(arguments);
  }

  private static Set<String> fields(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode completed(Ran ran) {
    assertEquals(0, ran.code(), ran::toString);
    JsonNode json = ran.json();
    assertEquals(Set.of("outcome", "value", "isolation", "cpuMs", "wallMs"), fields(json));
    assertEquals("completed", json.get("outcome").textValue());
    assertMeasured(json);
    return json.get("value");
  }

  private static void assertMeasured(JsonNode json) {
    assertTrue(json.get("isolation").textValue().contains("process"), json::toString);
    assertTrue(json.get("cpuMs").isIntegralNumber(), json::toString);
    assertTrue(json.get("wallMs").isIntegralNumber(), json::toString);
  }

  private static String error(Ran ran, int exitCode, String outcome, String code) {
    assertEquals(exitCode, ran.code(), ran::toString);
    JsonNode json = ran.json();
    assertEquals(Set.of("outcome", "error", "isolation", "cpuMs", "wallMs"), fields(json));
    assertEquals(outcome, json.get("outcome").textValue());
    assertMeasured(json);
    assertEquals(code, json.get("error").get("code").textValue(), ran::toString);
    return json.get("error").get("message").textValue();
  }

  private static void assertLimit(Ran ran, String limit) {
    assertEquals(3, ran.code(), ran::toString);
    JsonNode json = ran.json();
    assertEquals(Set.of("outcome", "limit", "error", "isolation", "cpuMs", "wallMs"), fields(json));
    assertEquals("limit", json.get("outcome").textValue());
    assertEquals(limit, json.get("limit").textValue(), ran::toString);
    assertEquals("limit-" + limit, json.get("error").get("code").textValue());
    assertMeasured(json);
  }

  @ParameterizedTest
  @EnumSource
  void aValue_isTheResult(Tongue tongue) throws IOException {
    String script =
        tongue.of(
            "({n: 6 * 7, list: [1.5, null, true], text: 'é'})",
            "import json\njson.loads('{\"n\": 42, \"list\": [1.5, null, true], \"text\": \"é\"}')");

    JsonNode value = completed(eval(tongue, script, ROOMY));

    assertEquals("{\"n\":42,\"list\":[1.5,null,true],\"text\":\"é\"}", value.toString());
  }

  @ParameterizedTest
  @EnumSource
  void anException_isAFailureWithItsMessage(Tongue tongue) throws IOException {
    String script = tongue.of("throw new Error('no luck')", "raise ValueError('no luck')");

    String message = error(eval(tongue, script, ROOMY), 1, "failed", "guest-exception");

    assertTrue(message.contains("no luck"), message);
  }

  @ParameterizedTest
  @EnumSource
  void aSyntaxError_namesLineAndColumn(Tongue tongue) throws IOException {
    String script = tongue.of("let a = 1;\nlet b = = 2;", "a = 1\nb = = 2\n");

    String message = error(eval(tongue, script, ROOMY), 1, "failed", "guest-syntax");

    assertTrue(message.contains("script." + tongue.ending() + ":2:"), message);
  }

  @ParameterizedTest
  @EnumSource
  void anEndlessLoop_isStoppedAtItsProcessorTime(Tongue tongue) throws IOException {
    String script = tongue.of("for (;;) {}", "while True: pass");

    Ran ran = eval(tongue, script, "cpu=300ms,wall=120s");

    assertLimit(ran, "cpu");
    assertTrue(ran.json().get("cpuMs").longValue() >= 300, ran::toString);
  }

  @Test
  void sleeping_isStoppedByTheClock() throws IOException {
    String script = "import time\ntime.sleep(1000)";

    assertLimit(eval(Tongue.PYTHON, script, "cpu=60s,wall=1s"), "wall");
  }

  @Test
  void aPromiseThatNobodyCanSettle_isAFailure() throws IOException {
    Ran ran = eval(Tongue.JS, "new Promise(() => {})", ROOMY);

    error(ran, 1, "failed", "guest-never-settles");
  }

  @ParameterizedTest
  @EnumSource
  void aMemoryBomb_isStoppedAtItsHeap(Tongue tongue) throws IOException {
    String script =
        tongue.of(
            "const all = []; for (;;) all.push(new Array(65536).fill(all.length))",
            "all = []\nwhile True: all.append(bytearray(1 << 20))");

    assertLimit(eval(tongue, script, ROOMY + ",heap=48m"), "heap");
  }

  @ParameterizedTest
  @EnumSource
  void endlessRecursion_isStoppedAtItsStack(Tongue tongue) throws IOException {
    String script =
        tongue.of("const f = n => 1 + f(n + 1); f(0)", "def f(n): return 1 + f(n + 1)\nf(0)");

    assertLimit(eval(tongue, script, ROOMY), "stack");
  }

  @ParameterizedTest
  @EnumSource
  void aFloodOfOutput_isStoppedAtItsSize(Tongue tongue) throws IOException {
    String script =
        tongue.of("for (;;) console.log('flood'.repeat(100))", "while True: print('flood' * 100)");

    Ran ran = eval(tongue, script, ROOMY + ",output=64k");

    assertLimit(ran, "output");
    assertTrue(ran.err().length() <= 80 << 10, "printed " + ran.err().length());
  }

  @ParameterizedTest
  @EnumSource
  void anUnauthorisedCall_isDenied(Tongue tongue) throws IOException {
    String script = tongue.of("caps.files.readText('a.txt')", "caps.files.read_text('a.txt')");

    error(eval(tongue, script, ROOMY), 4, "denied", "denied-not-granted");
  }

  @ParameterizedTest
  @EnumSource
  void aCallOutsideTheGrant_isDenied(Tongue tongue) throws IOException {
    Symphony.written(directory.resolve("root/secret/a.txt"), "secret");
    String script =
        tongue.of("caps.files.readText('secret/a.txt')", "caps.files.read_text('secret/a.txt')");

    Ran ran =
        eval(
            tongue,
            script,
            ROOMY,
            "--grant",
            "files.readText:open/**",
            "--root",
            directory.resolve("root").toString());

    error(ran, 4, "denied", "denied-resource");
  }

  @ParameterizedTest
  @EnumSource
  void aGrantedCall_isServed(Tongue tongue) throws IOException {
    Symphony.written(directory.resolve("root/open/a.txt"), "for guests");
    String script =
        tongue.of("caps.files.readText('open/a.txt')", "caps.files.read_text('open/a.txt')");

    Ran ran =
        eval(
            tongue,
            script,
            ROOMY,
            "--grant",
            "files.readText:open/**",
            "--root",
            directory.resolve("root").toString());

    assertEquals("for guests", completed(ran).textValue());
  }

  @ParameterizedTest
  @EnumSource
  void aCalledFunction_getsItsArgumentsAndThenCaps(Tongue tongue) throws IOException {
    String script =
        tongue.of(
            "function add(a, b, caps) { return a.n + b[1] + (typeof caps.files.read === 'function' ? 'True' : 'False'); }",
            "def add(a, b, caps): return str(a['n'] + b[1]) + str(callable(caps.files.read))");

    Ran ran =
        eval(tongue, script, ROOMY, "--call", "add", "--arg", "{\"n\": 40}", "--arg", "[1, 2]");

    assertEquals("42True", completed(ran).textValue());
  }

  @ParameterizedTest
  @EnumSource
  void aFunctionThatIsNotThere_isNamed(Tongue tongue) throws IOException {
    Ran ran = eval(tongue, tongue.of("1", "1"), ROOMY, "--call", "absent");

    String message = error(ran, 1, "failed", "guest-entry-missing");

    assertTrue(message.contains("absent"), message);
  }

  @ParameterizedTest
  @EnumSource
  void aResultThatIsNoJson_isAFailure(Tongue tongue) throws IOException {
    error(eval(tongue, tongue.of("(() => 1)", "lambda: 1"), ROOMY), 1, "failed", "result-not-json");
    error(
        eval(tongue, tongue.of("const a = []; a.push(a); a", "a = []\na.append(a)\na"), ROOMY),
        1,
        "failed",
        "result-not-json");
  }

  @ParameterizedTest
  @EnumSource
  void aHugeResult_isStoppedAtItsSize(Tongue tongue) throws IOException {
    String script = tongue.of("'x'.repeat(1 << 24)", "'x' * (1 << 24)");

    assertLimit(eval(tongue, script, ROOMY + ",output=1m"), "output");
  }
}
