package dev.symphony.host.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConductorCommandsTest {
  private static final Path TRACES = Path.of("..", "..", "shared", "workflows", "wfinstances");

  private record Ran(int code, String out, String err) {
    Map<?, ?> json() throws Exception {
      return assertInstanceOf(Map.class, JsonText.parse(out));
    }
  }

  private static Ran run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(new PrintWriter(out), new PrintWriter(err), Map.of(), arguments);
    return new Ran(code, out.toString(), err.toString());
  }

  @Test
  void evaluate_comparesEveryHeuristic() throws Exception {
    String[] arguments = {
      "conductor",
      "evaluate",
      "--families",
      "tree,wavefront",
      "--instances",
      "2",
      "--seeds",
      "2",
      "--json"
    };
    Ran ran = run(arguments);

    assertEquals(ExitCode.OK, ran.code(), ran::err);
    assertEquals(7, assertInstanceOf(Map.class, ran.json().get("policies")).size());
    assertEquals(ran.out(), run(arguments).out(), "equal seeds give equal results");
  }

  @Test
  void evaluate_letsTasksFail_whenAsked() throws Exception {
    String[] arguments = {
      "conductor", "evaluate", "--families", "chains", "--instances", "2", "--seeds", "2", "--json"
    };
    String[] failing = with(with(arguments, "--failures"), "0.1");

    assertEquals(0.0, failures(run(arguments)));
    assertTrue(failures(run(failing)) > 0);
    assertRefused("usage-conductor", with(with(arguments, "--failures"), "0.5"));
  }

  private static double failures(Ran ran) throws Exception {
    Map<?, ?> policies = assertInstanceOf(Map.class, ran.json().get("policies"), ran::err);
    Map<?, ?> heft = assertInstanceOf(Map.class, policies.get("heft"));
    Map<?, ?> failures = assertInstanceOf(Map.class, heft.get("failures"));
    return assertInstanceOf(Double.class, failures.get("mean"));
  }

  @Test
  void evaluate_takesRecordedWorkflows() throws Exception {
    if (!Files.isDirectory(TRACES)) {
      System.out.println("no recorded workflows beside this checkout: this test sees none");
      return;
    }
    Ran ran =
        run(
            "conductor",
            "evaluate",
            "--workflows",
            TRACES.toString(),
            "--match",
            "{hello,blast}*",
            "--seeds",
            "1",
            "--json");

    assertEquals(ExitCode.OK, ran.code(), ran::err);
    assertEquals(4L, ran.json().get("workflows"));
  }

  @Test
  void status_ofAHomeWithoutRuns_isEmpty(@TempDir Path home) throws Exception {
    Ran ran = run("conductor", "status", "--home", home.toString(), "--json");

    assertEquals(ExitCode.OK, ran.code(), ran::err);
    assertEquals(Map.of(), ran.json().get("decisions"));
    assertEquals(Map.of(), ran.json().get("workflows"));
  }

  @Test
  void whatCannotBeUsed_isRefused(@TempDir Path directory) throws Exception {
    Path policy = Files.writeString(directory.resolve("policy.onnx"), "no model");
    String[] families = {"conductor", "evaluate", "--families", "tree", "--policy"};

    assertRefused("usage-conductor", "conductor", "evaluate");
    assertRefused("conductor-no-episodes", "conductor", "log", "--home", directory.toString());
    assertRefused("usage-conductor", "conductor", "evaluate", "--families", "oak");
    assertRefused("usage-conductor", "conductor", "evaluate", "--families", "tree", "--seeds", "0");
    assertRefused(
        "conductor-no-workflows", "conductor", "evaluate", "--workflows", directory.toString());
    assertRefused("conductor-policy", with(families, directory.resolve("none").toString()));
    assertRefused("conductor-policy", with(families, policy.toString()));
    assertRefused("conductor-python", "conductor", "train", "--out", directory.toString());
    Files.writeString(directory.resolve("broken.json"), "{}");
    assertRefused("trace-invalid", "conductor", "evaluate", "--workflows", directory.toString());
  }

  private static String[] with(String[] arguments, String last) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  private static void assertRefused(String code, String... arguments) {
    Ran ran = run(arguments);
    assertTrue(ran.code() != ExitCode.OK);
    assertTrue(ran.err().contains("error " + code), ran::err);
  }
}
